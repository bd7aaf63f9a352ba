package org.dcrbs.protocol.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * A peer's self-made Ed25519 key for trade without a coordinator. Others pin its open half, so it needs no authority: the
 * same key answers for the connection and signs contracts and receipts. The two uses can't be mistaken for each other:
 * what TLS signs begins with 64 spaces (RFC 8446, 4.4.3), a document with a brace.
 */
public final class OwnKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String SECRET_FILE = "direct.key";
    private static final String OPEN_FILE = "direct.pub";

    private final PrivateKey secret;
    private final PublicKey open;

    private OwnKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    public static OwnKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new OwnKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** The key kept in the folder, or a new one that is kept there from now on. */
    public static OwnKey loadOrCreate(Path folder) throws IOException {
        // The open half is written last: with it, the pair is whole.
        if (Files.exists(folder.resolve(OPEN_FILE))) {
            return load(folder);
        }
        OwnKey created = generate();
        SafeFiles.write(folder.resolve(SECRET_FILE), Pem.of(created.secret));
        SafeFiles.write(folder.resolve(OPEN_FILE), Base64.getEncoder().encode(created.open.getEncoded()));
        return created;
    }

    private static OwnKey load(Path folder) throws IOException {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PrivateKey secret = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Pem.keyBytes(Files.readAllBytes(folder.resolve(SECRET_FILE)))));
            byte[] open = Base64.getMimeDecoder().decode(Files.readAllBytes(folder.resolve(OPEN_FILE)));
            OwnKey key = new OwnKey(secret, factory.generatePublic(new X509EncodedKeySpec(open)));
            byte[] probe = {1, 2, 3};
            if (!key.open().signed(probe, key.sign(probe))) {
                throw new IOException("the two halves of the key for direct trade in " + folder + " are not a pair");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("cannot read the key for direct trade in " + folder, e);
        }
    }

    public OpenKey open() {
        return OpenKey.of(open);
    }

    public byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(secret);
            signer.update(bytes);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the node's own key", e);
        }
    }

    /** Made anew for each run of the node: it only carries the key, which is what others look at. */
    X509Certificate certificate(Instant now) {
        return CertificateDraft.selfMade(open, new PeerName(open().hex()), now)
                .sign(secret, CertificateAuthority.SERVER_LIFE);
    }

    PrivateKey secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "OwnKey[" + open() + "]";
    }
}
