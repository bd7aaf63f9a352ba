package org.dcrbs.protocol.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A node's key pair. It is kept before it is first used, so that a node which dies between asking and hearing the
 * answer asks again with the same key, and the coordinator can tell it from a thief of the token.
 */
public final class PeerKey {
    private static final String SECRET_FILE = "peer.key";
    private static final String PUBLIC_FILE = "peer.pub";

    private final KeyPair pair;

    private PeerKey(KeyPair pair) {
        this.pair = pair;
    }

    public static PeerKey generate() {
        return new PeerKey(Elliptic.generate());
    }

    public static PeerKey loadOrCreate(Path folder) throws IOException {
        // The public half is written last: with it, the pair is whole.
        if (Files.exists(folder.resolve(PUBLIC_FILE))) {
            return load(folder);
        }
        PeerKey created = generate();
        created.store(folder);
        return created;
    }

    static PeerKey load(Path folder) throws IOException {
        try {
            PrivateKey secret = Pem.ellipticKey(Files.readAllBytes(folder.resolve(SECRET_FILE)));
            byte[] der = Base64.getMimeDecoder().decode(Files.readAllBytes(folder.resolve(PUBLIC_FILE)));
            PublicKey open = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            return new PeerKey(new KeyPair(open, secret));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("cannot read the node's key in " + folder, e);
        }
    }

    void store(Path folder) throws IOException {
        SafeFiles.write(folder.resolve(SECRET_FILE), Pem.of(pair.getPrivate()));
        SafeFiles.write(
                folder.resolve(PUBLIC_FILE),
                Base64.getEncoder().encode(pair.getPublic().getEncoded()));
    }

    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(PUBLIC_FILE));
        Files.deleteIfExists(folder.resolve(SECRET_FILE));
    }

    PrivateKey secret() {
        return pair.getPrivate();
    }

    PublicKey open() {
        return pair.getPublic();
    }

    /** PKCS#10, DER, signed with this key. The name in it is a placeholder: the authority gives names. */
    public byte[] certificateRequest() {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=peer"), pair.getPublic())
                    .build(new JcaContentSignerBuilder(Elliptic.SIGNATURE).build(pair.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate request with the node's own key", e);
        }
    }
}
