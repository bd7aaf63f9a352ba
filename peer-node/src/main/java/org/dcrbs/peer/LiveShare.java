package org.dcrbs.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.dcrbs.peer.config.ConfigException;
import org.dcrbs.peer.config.ShareFile;
import org.dcrbs.peer.execute.compute.NativePrograms;
import org.dcrbs.peer.owner.OwnerWatch;
import org.dcrbs.peer.share.Machine;
import org.dcrbs.peer.share.Share;
import org.dcrbs.peer.share.Shared;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's share as it is now: follows its file while the node runs. A file with a mistake changes nothing. */
final class LiveShare {
    private static final Logger LOG = LoggerFactory.getLogger(LiveShare.class);

    private final Path file;
    private final Machine machine;
    private final Path home;
    private volatile Current current;
    private Consumer<Current> changed = now -> {};
    private String seen;
    private String remark = "";

    /** A share, and what it comes to on this computer; and what of it can't be had here, in words. */
    record Current(Share share, Shared shared, NodeSettings settings, String remark) {
        int workers() {
            return NodeSettings.processors(shared);
        }
    }

    LiveShare(Share share, Path file, Machine machine, Path home) {
        this.file = file;
        this.machine = machine;
        this.home = home;
        this.current = current(share);
        this.seen = mark();
    }

    private Current current(Share share) {
        Shared shared = Shared.of(machine.hardware(), share, home);
        Optional<String> obstacle = share.nativePrograms() ? NativePrograms.obstacle() : Optional.empty();
        if (obstacle.isPresent()) {
            String without = "native programs are not offered: " + obstacle.get();
            LOG.warn("{}", without);
            return new Current(share, shared, new NodeSettings(share, shared), without);
        }
        if (share.nativePrograms()) {
            shared = shared.running(NativePrograms.platform().orElseThrow());
        }
        return new Current(share, shared, new NodeSettings(share, shared), "");
    }

    Current now() {
        return current;
    }

    void onChange(Consumer<Current> what) {
        changed = what;
    }

    /** Takes up the file if it has changed; called by one thread. */
    OwnerWatch.Wanted wanted() {
        String mark = mark();
        if (!mark.equals(seen)) {
            seen = mark;
            reload();
        }
        Current now = current;
        return new OwnerWatch.Wanted(now.share(), now.workers(), remark.isEmpty() ? now.remark() : remark);
    }

    private void reload() {
        try {
            Current next = current(ShareFile.readIfThere(file));
            remark = "";
            if (!next.share().equals(current.share())) {
                current = next;
                LOG.info("The share has changed: {}", file);
                changed.accept(next);
            }
        } catch (ConfigException e) {
            remark = "the share stays as it was: " + e.getMessage();
            LOG.warn("{}", remark);
        }
    }

    /** Differs when the file does, as far as that can be seen without reading it. */
    private String mark() {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return "none";
        }
    }
}
