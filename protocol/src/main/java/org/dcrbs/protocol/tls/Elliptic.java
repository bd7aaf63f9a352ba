package org.dcrbs.protocol.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Keys on P-256, the one curve that the house uses. */
final class Elliptic {
    static final String SIGNATURE = "SHA256withECDSA";
    private static final int FIELD_BITS = 256;

    private Elliptic() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    static boolean onCurve(PublicKey key) {
        return key instanceof ECPublicKey elliptic
                && elliptic.getParams().getCurve().getField().getFieldSize() == FIELD_BITS;
    }

    /** Whether the two keys belong together. */
    static boolean pair(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance(SIGNATURE);
        signer.initSign(secret);
        signer.update(probe);
        Signature checker = Signature.getInstance(SIGNATURE);
        checker.initVerify(open);
        checker.update(probe);
        return checker.verify(signer.sign());
    }
}
