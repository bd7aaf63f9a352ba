package org.dcrbs.server.search;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.Operator;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dcrbs.market.Constraint;

/**
 * Evaluates constraints, written in the Common Expression Language. They see maps only: {@code offer} and {@code giver}
 * in what a requirement wants, {@code requirement}, {@code demand} and {@code taker} in whom an offer serves. The
 * outcome is three-valued: asking about something that the other side doesn't say is undefined, and that never matches.
 *
 * <p>Anybody's node may send one, so nothing in it can take long: there are no loops and no regular expressions, of which
 * a short one can take seconds to compile.
 */
public final class Conditions {
    /** What a constraint says of one pair. */
    public enum Outcome {
        TRUE,
        FALSE,
        UNDEFINED
    }

    private static final MapType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelOptions LIMITS = CelOptions.current()
            .maxExpressionCodePointSize(2000)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(1000)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(LIMITS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                    .excludeFunctions(CelStandardDeclarations.StandardFunction.MATCHES)
                    .build())
            .addVar("offer", OBJECT)
            .addVar("giver", OBJECT)
            .addVar("requirement", OBJECT)
            .addVar("demand", OBJECT)
            .addVar("taker", OBJECT)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(LIMITS).build();

    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /** Refuses an expression that can't be understood, in words. */
    public static void check(Constraint constraint) {
        if (!constraint.isNone()) {
            compile(constraint.expression());
        }
    }

    /**
     * Whether the constraint can only be true of an offer with that attribute of that value: it says so, by itself or as one
     * of several that all have to be true.
     */
    public static boolean asks(Constraint constraint, String attribute, String value) {
        return !constraint.isNone() && asks(parsed(constraint.expression()).getExpr(), attribute, value);
    }

    private static boolean asks(CelExpr expression, String attribute, String value) {
        CelExpr.CelCall call = expression.callOrDefault();
        if (call.function().equals(Operator.LOGICAL_AND.getFunction())) {
            return call.args().stream().anyMatch(part -> asks(part, attribute, value));
        }
        return call.function().equals(Operator.EQUALS.getFunction())
                && call.args().stream().anyMatch(side -> isAttribute(side, attribute))
                && call.args().stream().anyMatch(side -> isText(side, value));
    }

    private static boolean isAttribute(CelExpr expression, String attribute) {
        CelExpr.CelSelect field = expression.selectOrDefault();
        CelExpr.CelSelect attributes = field.operand().selectOrDefault();
        return field.field().equals(attribute)
                && !field.testOnly()
                && attributes.field().equals("attributes")
                && attributes.operand().identOrDefault().name().equals("offer");
    }

    private static boolean isText(CelExpr expression, String value) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                && expression.constant().stringValue().equals(value);
    }

    /** @param seen what the expression may ask about, by variable */
    Outcome evaluate(Constraint constraint, Map<String, Object> seen) {
        if (constraint.isNone()) {
            return Outcome.TRUE;
        }
        try {
            Object result = programs.computeIfAbsent(constraint.expression(), Conditions::compile)
                    .eval(seen);
            if (result instanceof Boolean holds) {
                return holds ? Outcome.TRUE : Outcome.FALSE;
            }
            return Outcome.UNDEFINED;
        } catch (CelEvaluationException | IllegalArgumentException e) {
            // The latter: it was stored by a version that understood more.
            return Outcome.UNDEFINED;
        }
    }

    private static CelRuntime.Program compile(String expression) {
        try {
            return RUNTIME.createProgram(parsed(expression));
        } catch (CelEvaluationException e) {
            throw misunderstood(expression, e);
        }
    }

    private static CelAbstractSyntaxTree parsed(String expression) {
        try {
            CelAbstractSyntaxTree tree = COMPILER.compile(expression).getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)
                    && !tree.getResultType().equals(SimpleType.DYN)) {
                throw new IllegalArgumentException("constraint \"" + expression + "\": is "
                        + tree.getResultType().name() + ", want true or false");
            }
            return tree;
        } catch (CelValidationException e) {
            throw misunderstood(expression, e);
        }
    }

    private static IllegalArgumentException misunderstood(String expression, Exception e) {
        return new IllegalArgumentException(
                "constraint \"" + expression + "\": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                e);
    }
}
