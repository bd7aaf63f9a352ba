package org.dcrbs.protocol.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcrbs.protocol.proof.OpenKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnKeyTest {
    private static final byte[] CONTRACT = "{\"worth\":\"1500000\"}".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void aSignatureHoldsForItsBytesAndItsKeyAlone() {
        OwnKey key = OwnKey.generate();
        byte[] signature = key.sign(CONTRACT);

        assertTrue(key.open().signed(CONTRACT, signature));
        assertFalse(key.open().signed("{\"worth\":\"1500001\"}".getBytes(UTF_8), signature));
        assertFalse(OwnKey.generate().open().signed(CONTRACT, signature));
        assertFalse(key.open().signed(CONTRACT, new byte[64]));
        assertFalse(key.open().signed(CONTRACT, new byte[0]));
    }

    /** RFC 8032, 7.1, test 2. */
    @Test
    void signaturesAreThoseOfTheStandard() {
        OpenKey key = new OpenKey("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] signature = java.util.HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

        assertTrue(key.signed(new byte[] {0x72}, signature));
    }

    @Test
    void theKeyIsTheSameNextTimeAndItsOwnersAlone() throws IOException {
        OwnKey made = OwnKey.loadOrCreate(folder);

        assertEquals(made.open(), OwnKey.loadOrCreate(folder).open());
        assertEquals(
                "[OWNER_READ, OWNER_WRITE]",
                new java.util.TreeSet<>(Files.getPosixFilePermissions(folder.resolve("direct.key"))).toString());
    }

    @Test
    void aDamagedOrSwappedKeyIsRefused() throws IOException {
        OwnKey.loadOrCreate(folder);
        Path other = folder.resolve("other");
        OwnKey.loadOrCreate(other);
        Files.copy(
                other.resolve("direct.key"),
                folder.resolve("direct.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThrows(IOException.class, () -> OwnKey.loadOrCreate(folder));
        Files.writeString(folder.resolve("direct.key"), "nonsense");
        assertThrows(IOException.class, () -> OwnKey.loadOrCreate(folder));
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OpenKey("abc"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new OpenKey("ff".repeat(32).toUpperCase(java.util.Locale.ROOT)));
        assertThrows(
                IllegalArgumentException.class,
                () -> OpenKey.of(Elliptic.generate().getPublic()));
    }
}
