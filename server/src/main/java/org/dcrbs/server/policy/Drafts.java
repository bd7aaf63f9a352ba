package org.dcrbs.server.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.dcrbs.rules.Diagnostic;
import org.dcrbs.rules.PolicyException;
import org.dcrbs.rules.PolicySet;
import org.dcrbs.rules.scenario.ScenarioReport;
import org.dcrbs.server.api.NotFoundException;
import org.dcrbs.server.listing.BadInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Drafts, from the first change until they are published; and going back to what was published before. */
@Service
public class Drafts {
    private static final int MOST_DRAFTS = 200;
    private static final int MOST_FILES = 64;

    private final PolicyStore store;
    private final Policies policies;
    private final Fuse fuse;
    private final boolean secondPerson;

    Drafts(
            PolicyStore store,
            Policies policies,
            Fuse fuse,
            @Value("${dcrbs.policies.second-person:false}") boolean secondPerson) {
        this.fuse = fuse;
        this.store = store;
        this.policies = policies;
        this.secondPerson = secondPerson;
    }

    /** Whether a person other than the author must approve what is published. */
    public boolean wantsSecondPerson() {
        return secondPerson;
    }

    public List<Draft> all() {
        return store.drafts();
    }

    /** Whether it is said like the id of a draft, and not like a version. */
    public static boolean isId(String text) {
        return text.matches("d-[0-9]{4,}");
    }

    public Draft find(String id) {
        return store.draft(id).orElseThrow(() -> new NotFoundException("no draft " + id));
    }

    public SortedMap<String, byte[]> files(Draft draft) {
        return store.contents(draft.files());
    }

    /**
     * Begins a draft.
     *
     * @param base the version that it changes; by default the one in force
     * @param files what it consists of; by default the files of its base
     */
    public synchronized Draft begin(
            Optional<String> base, String author, String comment, Optional<Map<String, byte[]>> files) {
        PolicyVersion from = base.map(policies::find).orElseGet(policies::inForce);
        List<Draft> others = store.drafts();
        if (others.size() >= MOST_DRAFTS) {
            throw new BadInputException("there are " + others.size() + " drafts; discard one first");
        }
        Draft.checkPerson(author);
        Draft.checkComment(comment);
        return store.open(new Draft(
                "",
                from.name(),
                author,
                comment,
                1,
                Optional.empty(),
                files.map(this::kept).orElse(from.files())));
    }

    /** Puts a file into the draft, or takes it out. */
    public Draft change(String id, int seen, String name, byte @Nullable [] bytes) {
        List<FileRef> put = bytes == null ? List.of() : kept(Map.of(name, bytes));
        return update(id, draft -> {
            draft.at(seen);
            Map<String, FileRef> files = new TreeMap<>();
            draft.files().forEach(file -> files.put(file.name(), file));
            if (files.remove(name) == null && put.isEmpty()) {
                throw new NotFoundException("draft " + id + " has no file " + name);
            }
            put.forEach(file -> files.put(name, file));
            checkCount(files.size());
            return draft.changed(draft.base(), List.copyOf(files.values()));
        });
    }

    public List<Diagnostic> faults(Draft draft) {
        return Trial.faults(name(draft), tried(draft));
    }

    public ScenarioReport test(Draft draft) {
        return Trial.of(name(draft), tried(draft)).report();
    }

    private SortedMap<String, byte[]> tried(Draft draft) {
        SortedMap<String, byte[]> files = files(draft);
        fuse.check(name(draft), files);
        return files;
    }

    private static String name(Draft draft) {
        return "draft " + draft.id();
    }

    public Draft approve(String id, int seen, String person) {
        return update(id, draft -> draft.at(seen).approved(person));
    }

    /**
     * Brings the draft onto the version in force.
     *
     * @param mine files of which the draft's content is to hold, though both sides changed them
     */
    public Draft rebase(String id, int seen, Set<String> mine) {
        PolicyVersion onto = policies.inForce();
        return update(id, draft -> {
            Merge merge = Merge.of(policies.find(draft.at(seen).base()).files(), draft.files(), onto.files(), mine);
            if (!merge.conflicts().isEmpty()) {
                throw new BadInputException("draft " + id + " and version " + onto.name() + " have both changed "
                        + String.join(", ", merge.conflicts())
                        + "; put both changes into the draft, and rebase it with these named as yours");
            }
            checkCount(merge.files().size());
            return draft.changed(onto.name(), merge.files());
        });
    }

    /** Puts the draft in force if it compiles, its scenarios come out as expected, and whoever must has approved. */
    public PolicyVersion publish(String id, int seen) {
        Draft draft = find(id).at(seen);
        refuseIfOutdated(draft);
        if (secondPerson && draft.approver().isEmpty()) {
            throw new BadInputException(
                    "draft " + id + " must be approved by somebody other than " + draft.author() + " first");
        }
        Trial trial = Trial.of(name(draft), tried(draft));
        if (!trial.report().isGreen()) {
            throw new BadInputException("draft " + id + " doesn't do what its scenarios say:\n"
                    + trial.report().text().strip());
        }
        PolicyVersion version;
        synchronized (this) {
            refuseIfOutdated(find(id).at(seen));
            version =
                    policies.append(trial.policies(), draft.base(), draft.author(), draft.comment(), draft.approver());
        }
        store.close(id);
        return version;
    }

    /** Makes a new version with the content of an old one. Nobody need approve: it was in force before. */
    public synchronized PolicyVersion rollback(String version, String author, String comment) {
        Draft.checkPerson(author);
        Draft.checkComment(comment);
        PolicyVersion now = policies.inForce();
        PolicyVersion old = policies.find(version);
        if (old.number() == now.number()) {
            throw new BadInputException("version " + old.name() + " is in force already");
        }
        return policies.append(policies.version(old.name()), now.name(), author, comment, Optional.empty());
    }

    public void discard(String id) {
        store.close(find(id).id());
    }

    private void refuseIfOutdated(Draft draft) {
        String inForce = policies.inForce().name();
        if (!draft.base().equals(inForce)) {
            throw new BadInputException("version " + inForce + " is in force now, and draft " + draft.id()
                    + " began from " + draft.base() + "; rebase it first");
        }
    }

    private Draft update(String id, UnaryOperator<Draft> change) {
        return store.update(id, change).orElseThrow(() -> new NotFoundException("no draft " + id));
    }

    private List<FileRef> kept(Map<String, byte[]> files) {
        checkCount(files.size());
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                PolicySet.checkFile(file.getKey(), file.getValue());
            }
        } catch (PolicyException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        return store.keep(files);
    }

    private static void checkCount(int files) {
        if (files > MOST_FILES) {
            throw new BadInputException(files + " policy files; " + MOST_FILES + " at most");
        }
    }
}
