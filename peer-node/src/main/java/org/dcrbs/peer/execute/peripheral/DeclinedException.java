package org.dcrbs.peer.execute.peripheral;

/** The device can't do what the order asks for; it has done nothing. */
final class DeclinedException extends DeviceException {
    private static final long serialVersionUID = 1L;

    DeclinedException(String message) {
        super(message);
    }
}
