package org.dcrbs.peer.share;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.dcrbs.market.ComputingPower;
import org.dcrbs.market.FileHeader;
import org.dcrbs.market.InternetAccess;
import org.dcrbs.market.Memory;
import org.dcrbs.market.Peripheral;
import org.dcrbs.market.Storage;
import org.dcrbs.protocol.v1.Spec;

/** The market's specs as messages. */
final class Specs {
    private Specs() {}

    static Spec message(ComputingPower power) {
        return Spec.newBuilder()
                .setComputingPower(Spec.ComputingPower.newBuilder()
                        .setMilliProcessors(power.milliProcessors())
                        .setMips(power.mips())
                        .setMflops(power.mflops()))
                .build();
    }

    static Spec message(Memory memory) {
        return Spec.newBuilder()
                .setMemory(Spec.Memory.newBuilder()
                        .setMegaBytes(memory.megaBytes())
                        .setReadNanos(Math.toIntExact(memory.readNanos()))
                        .setWriteNanos(Math.toIntExact(memory.writeNanos())))
                .build();
    }

    static Spec message(Storage storage) {
        return Spec.newBuilder()
                .setStorage(Spec.Storage.newBuilder()
                        .setMegaBytes(storage.megaBytes())
                        .setAccessMicros(Math.toIntExact(storage.accessMicros()))
                        .setReadMicrosPerMb(Math.toIntExact(storage.readMicrosPerMegaByte()))
                        .setWriteMicrosPerMb(Math.toIntExact(storage.writeMicrosPerMegaByte())))
                .build();
    }

    static Spec message(Peripheral device) {
        return Spec.newBuilder()
                .setPeripheral(Spec.Peripheral.newBuilder()
                        .setKind(device.kind().name())
                        .setResolutionDpi(Math.toIntExact(device.resolutionDpi()))
                        .setColourBits(Math.toIntExact(device.colourBits()))
                        .setUnitsPerMinute(Math.toIntExact(device.unitsPerMinute())))
                .build();
    }

    static Spec message(FileHeader file) {
        return Spec.newBuilder()
                .setFile(Spec.FileHeader.newBuilder()
                        .setName(file.name())
                        .setTargetUser(file.targetUser())
                        .setObjective(file.objective())
                        .setFunction(file.function())
                        .setEnvironment(file.environment())
                        .setBytes(file.bytes())
                        .setSha256(ByteString.copyFrom(HexFormat.of().parseHex(file.sha256()))))
                .build();
    }

    static Spec message(InternetAccess access) {
        return Spec.newBuilder()
                .setInternetAccess(Spec.InternetAccess.newBuilder()
                        .setMedium(access.medium().name())
                        .setKilobitsPerSecond(access.kilobitsPerSecond())
                        .setAvailabilityPermille(Math.toIntExact(access.availabilityPermille()))
                        .setTrueKilobitsPerSecond(access.trueKilobitsPerSecond()))
                .build();
    }
}
