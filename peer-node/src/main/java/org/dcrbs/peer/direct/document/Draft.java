package org.dcrbs.peer.direct.document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dcrbs.protocol.json.CanonicalJson;
import org.dcrbs.protocol.json.Json;
import org.dcrbs.protocol.json.JsonFields;
import org.dcrbs.protocol.proof.OpenKey;

/**
 * What the one who dials would have, and perhaps give in kind: a contract without its worths.
 *
 * @param deal new for each deal, by chance: 32 hexadecimal digits
 * @param answerWithin how long each side has for each turn
 * @param talkUntil by when they must have agreed and signed
 * @param deliverUntil by when all must be delivered; what is not by then is not owed any more
 * @param legs what the dialler gets, then what it gives in kind, if anything
 */
public record Draft(
        String deal,
        OpenKey dialler,
        OpenKey listener,
        Instant made,
        Duration answerWithin,
        Instant talkUntil,
        Instant deliverUntil,
        List<LegDraft> legs) {
    public static final int MOST_LEGS = 2;
    static final String FORMAT = "dcrbs-direct/1";
    private static final Duration LONGEST_TALK = Duration.ofDays(7);
    private static final Duration LONGEST_DELIVERY = Duration.ofDays(60);

    public Draft {
        checkDeal(deal);
        legs = List.copyOf(legs);
        if (legs.isEmpty() || legs.size() > MOST_LEGS) {
            throw new IllegalArgumentException("deal " + deal + ": has " + legs.size() + " legs; want 1 or 2");
        }
        for (int i = 0; i < legs.size(); i++) {
            OpenKey giver = i == 0 ? listener : dialler;
            OpenKey taker = i == 0 ? dialler : listener;
            if (!legs.get(i).giver().equals(giver) || !legs.get(i).taker().equals(taker)) {
                throw new IllegalArgumentException("deal " + deal + ", leg " + (i + 1) + ": giver and taker are not "
                        + (i == 0 ? "who answers and who dialled" : "who dialled and who answers"));
            }
        }
        if (legs.size() == MOST_LEGS && legs.get(1).work().isPresent()) {
            throw new IllegalArgumentException("deal " + deal + ", leg 2: only a file can be given in kind");
        }
        if (answerWithin.isZero() || !made.isBefore(talkUntil) || !talkUntil.isBefore(deliverUntil)) {
            throw new IllegalArgumentException("deal " + deal + ": made " + made + ", to be agreed until " + talkUntil
                    + ", delivered until " + deliverUntil + "; want one after the other");
        }
        if (Duration.between(made, talkUntil).compareTo(LONGEST_TALK) > 0
                || Duration.between(made, deliverUntil).compareTo(LONGEST_DELIVERY) > 0) {
            throw new IllegalArgumentException("deal " + deal + ": takes longer than " + LONGEST_TALK.toDays()
                    + " days to agree or " + LONGEST_DELIVERY.toDays() + " to deliver");
        }
    }

    public static String checkDeal(String deal) {
        if (!deal.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "deal \"" + Texts.brief(deal) + "\": want 32 hexadecimal digits in lower case");
        }
        return deal;
    }

    public static Draft read(byte[] bytes) {
        JsonFields fields = JsonFields.of("draft", CanonicalJson.read("draft", bytes));
        for (JsonFields leg : fields.objects("legs", MOST_LEGS)) {
            leg.only("offer", "giver", "taker", "spec", "window", "work");
        }
        return read(fields);
    }

    static Draft read(JsonFields fields) {
        fields.only(
                "format", "deal", "dialler", "listener", "made", "answerWithin", "talkUntil", "deliverUntil", "legs");
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.problem("format", "is not " + FORMAT);
        }
        return new Draft(
                fields.text("deal"),
                new OpenKey(fields.text("dialler")),
                new OpenKey(fields.text("listener")),
                Texts.time(fields, "made"),
                Duration.ofSeconds(fields.whole("answerWithin", 1, LONGEST_TALK.toSeconds())),
                Texts.time(fields, "talkUntil"),
                Texts.time(fields, "deliverUntil"),
                fields.objects("legs", MOST_LEGS).stream().map(LegDraft::read).toList());
    }

    public byte[] bytes() {
        return CanonicalJson.bytes(json(legs.stream().map(LegDraft::json).toList()));
    }

    Json.Members json(List<Json.Members> written) {
        return Json.object()
                .with("format", FORMAT)
                .with("deal", deal)
                .with("dialler", dialler.hex())
                .with("listener", listener.hex())
                .with("made", made.getEpochSecond())
                .with("answerWithin", answerWithin.toSeconds())
                .with("talkUntil", talkUntil.getEpochSecond())
                .with("deliverUntil", deliverUntil.getEpochSecond())
                .with("legs", new Json.Items(new ArrayList<>(written)));
    }

    /** @param number from 1 */
    public LegDraft leg(int number) {
        if (number < 1 || number > legs.size()) {
            throw new IllegalArgumentException("deal " + deal + " has no leg " + number);
        }
        return legs.get(number - 1);
    }

    public OpenKey partnerOf(OpenKey own) {
        return own.equals(dialler) ? listener : dialler;
    }
}
