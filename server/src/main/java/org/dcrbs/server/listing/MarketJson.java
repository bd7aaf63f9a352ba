package org.dcrbs.server.listing;

import org.bson.Document;
import org.dcrbs.market.Account;
import org.dcrbs.market.Appraisal;
import org.dcrbs.market.Attributes;
import org.dcrbs.market.Consideration;
import org.dcrbs.market.Constraint;
import org.dcrbs.market.Contract;
import org.dcrbs.market.ContractId;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Job;
import org.dcrbs.market.ListingId;
import org.dcrbs.market.PartyId;
import org.dcrbs.market.RoundId;
import org.dcrbs.market.Spec;
import org.dcrbs.market.TransferId;
import org.dcrbs.market.negotiation.Actor;
import org.dcrbs.market.negotiation.Move;
import org.dcrbs.market.negotiation.Negotiation;
import org.dcrbs.market.negotiation.Tactic;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * The market's records as JSON: in the API, in market files and in the store. Ids are plain texts, credits decimal texts
 * ({@code "12.5"}), times ISO 8601; sealed types carry {@code category}, {@code kind} or {@code state}. Unknown and
 * missing fields are refused.
 */
@Component
public class MarketJson {
    private static final int LONGEST_TEXT = 8 << 20;

    private final JsonMapper mapper;

    public MarketJson() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(50)
                        .maxNumberLength(40)
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(new SimpleModule().addDeserializer(Credits.class, new CreditsReader()));
        for (Class<?> id : new Class<?>[] {
            PartyId.class, ListingId.class, RoundId.class, ContractId.class, TransferId.class, Constraint.class
        }) {
            builder.addMixIn(id, Mixins.Text.class);
        }
        this.mapper = builder.addMixIn(Credits.class, Mixins.Amount.class)
                .addMixIn(Attributes.class, Mixins.Named.class)
                .addMixIn(Spec.class, Mixins.OfSpec.class)
                .addMixIn(Job.class, Mixins.OfJob.class)
                .addMixIn(Consideration.class, Mixins.OfConsideration.class)
                .addMixIn(Appraisal.class, Mixins.OfAppraisal.class)
                .addMixIn(Tactic.class, Mixins.OfTactic.class)
                .addMixIn(Actor.class, Mixins.OfActor.class)
                .addMixIn(Move.class, Mixins.OfMove.class)
                .addMixIn(Negotiation.class, Mixins.OfNegotiation.class)
                .addMixIn(Account.class, Mixins.OfAccount.class)
                .addMixIn(Contract.class, Mixins.OfContract.class)
                .build();
    }

    /** The mapper itself, for controllers and reports. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** Reads one value; a fault is told in words, with the field. */
    public <T> T read(JsonNode node, Class<T> type) {
        try {
            return mapper.treeToValue(Defaults.filledIn(node, type), type);
        } catch (JacksonException e) {
            throw new BadInputException(words(e), e);
        }
    }

    /** Parses the text as one JSON object. */
    public ObjectNode parse(String text) {
        try {
            if (mapper.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new BadInputException("want a JSON object");
        } catch (JacksonException e) {
            throw new BadInputException("not JSON: " + words(e), e);
        }
    }

    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    /** The value as it is kept in the store. */
    public Document document(Object value) {
        return Document.parse(write(value));
    }

    /** The value of a document that {@link #document} made. */
    public <T> T value(Document document, Class<T> type) {
        return mapper.readValue(document.toJson(), type);
    }

    private static String words(JacksonException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return path(e) + cause.getMessage();
            }
        }
        return path(e)
                + e.getOriginalMessage()
                        .replaceAll(
                                "Cannot deserialize value .* from String (\"[^\"]*\"): not one of.*: ",
                                "$1 is none of ")
                        .replaceAll("Missing creator property .*", "is missing")
                        .replaceAll("\\s*\\(class [^)]*\\).*", "");
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "" : path + ": ";
    }

    /** Accepts {@code 12.5} and {@code "12.5"}. */
    private static final class CreditsReader extends ValueDeserializer<Credits> {
        @Override
        public Credits deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Credits.parse(parser.getValueAsString(""));
            } catch (IllegalArgumentException e) {
                throw DatabindException.from(parser, e.getMessage(), e);
            }
        }
    }
}
