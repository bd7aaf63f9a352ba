package org.dcrbs.peer.direct.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcrbs.peer.direct.document.Texts;
import org.dcrbs.peer.work.DurableFolder;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.json.JsonReader;
import org.dcrbs.protocol.proof.OpenKey;

/** The contacts file. Read anew at each question, so that a running node learns of a new partner, and of a lost one. */
public final class Contacts {
    private static final String FILE = "contacts.json";
    private static final int MOST = 1000;

    private final Path folder;

    public Contacts(Path folder) {
        this.folder = folder;
    }

    public List<Contact> all() throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Contact> all = new ArrayList<>();
        JsonFields whole = JsonFields.of(FILE, JsonReader.read(FILE, Files.readAllBytes(file)))
                .only("contacts");
        for (JsonFields each : whole.objects("contacts", MOST)) {
            each.only("name", "address", "key", "limit");
            all.add(new Contact(
                    each.text("name"),
                    each.text("address", ""),
                    new OpenKey(each.text("key")),
                    Texts.credits(each, "limit")));
        }
        return all;
    }

    public Optional<Contact> named(String name) throws IOException {
        return all().stream().filter(contact -> contact.name().equals(name)).findFirst();
    }

    public Optional<Contact> of(OpenKey key) throws IOException {
        return all().stream().filter(contact -> contact.key().equals(key)).findFirst();
    }

    /** Adds it, or puts it in place of the one of that name; two names for one key would be two limits for one debt. */
    public void keep(Contact contact) throws IOException {
        List<Contact> all = new ArrayList<>(all());
        all.removeIf(known -> known.name().equals(contact.name()));
        for (Contact known : all) {
            if (known.key().equals(contact.key())) {
                throw new IllegalArgumentException("that key is " + known.name() + "'s already");
            }
        }
        if (all.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " contacts already");
        }
        all.add(contact);
        List<Json> written = new ArrayList<>();
        for (Contact each : all) {
            written.add(Json.object()
                    .with("name", each.name())
                    .with("address", each.address())
                    .with("key", each.key().hex())
                    .with("limit", Long.toString(each.limit().micro())));
        }
        DurableFolder.open(folder)
                .put(FILE, CanonicalJson.bytes(Json.object().with("contacts", new Json.Items(written))));
    }
}
