package org.dcrbs.peer.hardware;

import java.util.List;
import org.dcrbs.protocol.v1.HardwareReport;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** Reads the machine, anew at each call: free memory and disk space change. */
public final class HardwareProbe {
    private HardwareProbe() {}

    public static HardwareReport read() {
        SystemInfo system = new SystemInfo();
        HardwareAbstractionLayer hardware = system.getHardware();
        OperatingSystem os = system.getOperatingSystem();
        HardwareReport.Builder report = HardwareReport.newBuilder();
        Known.text(os.toString()).ifPresent(report::setOperatingSystem);
        addProcessor(hardware.getProcessor(), report);
        addMemory(hardware.getMemory(), report);
        os.getFileSystem().getFileStores(true).forEach(store -> addDisk(store, report));
        addInterfaces(hardware.getNetworkIFs(), report);
        return report.build();
    }

    private static void addProcessor(CentralProcessor processor, HardwareReport.Builder report) {
        Known.text(processor.getProcessorIdentifier().getName()).ifPresent(report::setProcessorName);
        Known.number(processor.getPhysicalProcessorCount()).ifPresent(n -> report.setPhysicalCores((int) n));
        Known.number(processor.getLogicalProcessorCount()).ifPresent(n -> report.setLogicalCores((int) n));
        Known.number(processor.getMaxFreq()).ifPresent(report::setMaxFrequencyHz);
    }

    private static void addMemory(GlobalMemory memory, HardwareReport.Builder report) {
        Known.number(memory.getTotal()).ifPresent(report::setMemoryBytes);
        Known.number(memory.getAvailable()).ifPresent(report::setMemoryFreeBytes);
    }

    /** A disk of unknown size is no disk anyone could let; one that is full is known to have nothing free. */
    private static void addDisk(OSFileStore store, HardwareReport.Builder report) {
        if (Known.number(store.getTotalSpace()).isPresent() && !store.getMount().isBlank()) {
            report.addDisks(HardwareReport.Disk.newBuilder()
                    .setMount(store.getMount())
                    .setTotalBytes(store.getTotalSpace())
                    .setUsableBytes(Math.max(0, store.getUsableSpace())));
        }
    }

    private static void addInterfaces(List<NetworkIF> interfaces, HardwareReport.Builder report) {
        for (NetworkIF network : interfaces) {
            HardwareReport.NetworkInterface.Builder one =
                    HardwareReport.NetworkInterface.newBuilder().setName(network.getName());
            Known.number(network.getSpeed()).ifPresent(one::setSpeedBitsPerSecond);
            report.addInterfaces(one);
        }
    }
}
