package org.dcrbs.rules.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.dcrbs.market.Category;
import org.dcrbs.market.Circumstances;
import org.dcrbs.market.Credits;
import org.dcrbs.market.Member;
import org.dcrbs.market.Window;
import org.jspecify.annotations.Nullable;

/**
 * An offer, or one requirement of a demand, to be valued: all of it, over its whole window. Rules charge for it by the
 * category's trade unit (a processor, a GB, a device, a copy, a Mbit/s, one unit of currency).
 */
public abstract class TradedLot extends Fact {
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long MONTH = 30 * DAY;
    private static final long PAR = 1000;

    private final LotSize size;
    private final long unitsPerTradeUnit;
    private final Worksheet worksheet = new Worksheet();
    private long reserve = Long.MAX_VALUE;
    private long value = -1;
    private @Nullable String refusal;

    TradedLot(LotSize size, long unitsPerTradeUnit) {
        this.size = size;
        this.unitsPerTradeUnit = unitsPerTradeUnit;
    }

    @NamesOf(Category.class)
    public final String getCategory() {
        return size.category().name();
    }

    public final boolean isOffered() {
        return size.offered();
    }

    public final boolean isRequired() {
        return !size.offered();
    }

    /** How many times the resource can be had at once; 1 for a requirement. */
    public final long getCopies() {
        return size.copies();
    }

    /** How much of the category's unit there is, all copies together. */
    public final long getUnits() {
        return size.units();
    }

    public final long getUsageSeconds() {
        return size.seconds();
    }

    /** Whole hours, rounded down. */
    public final long getUsageHours() {
        return size.seconds() / HOUR;
    }

    /** Whole days, rounded down. */
    public final long getUsageDays() {
        return size.seconds() / DAY;
    }

    /** The hour of the day, 0 to 23, in which the window begins; UTC. */
    public final long getStartHour() {
        return Math.floorMod(size.window().from().getEpochSecond(), DAY) / HOUR;
    }

    /** Whole hours from the round's cut-off until the window begins, rounded down; 0 if it has begun. */
    public final long getHoursAhead() {
        return size.circumstances().until(size.window().from()).toHours();
    }

    /** What was demanded of its category in the last rounds, in thousandths of what was offered; 0 if that isn't known. */
    public final long getScarcity() {
        return size.circumstances().scarcity(size.category());
    }

    /** What kind of member its party is, in the co-operative's own word. */
    public final String getMembership() {
        return size.member().membership();
    }

    /** How well its party delivered so far, 0 to 1000; 500 if that isn't known. */
    public final long getReputation() {
        return size.member().reputation();
    }

    /** Charges so much for each trade unit and hour. */
    @Verb
    public final void ratePerHour(@Amount String credits) {
        ratePerHour(credits, 1, 1);
    }

    /** Charges so much for each trade unit and hour, times {@code of / per}. */
    @Verb
    public final void ratePerHour(@Amount String credits, long of, long per) {
        charge(credits, size.seconds(), HOUR, of, per);
    }

    /** Charges so much for each trade unit and 30 days. */
    @Verb
    public final void ratePerMonth(@Amount String credits) {
        ratePerMonth(credits, 1, 1);
    }

    /** Charges so much for each trade unit and 30 days, times {@code of / per}. */
    @Verb
    public final void ratePerMonth(@Amount String credits, long of, long per) {
        charge(credits, size.seconds(), MONTH, of, per);
    }

    /** Charges so much for each trade unit, however long it is used. */
    @Verb
    public final void rateOnce(@Amount String credits) {
        rateOnce(credits, 1, 1);
    }

    /** Charges so much for each trade unit, however long it is used, times {@code of / per}. */
    @Verb
    public final void rateOnce(@Amount String credits, long of, long per) {
        charge(credits, 1, 1, of, per);
    }

    /** Raises the worth by so many thousandths of what is charged. */
    @Verb
    public final void raise(long permille) {
        worksheet.raisePermille(BigDecimal.valueOf(permille));
    }

    /** Raises the worth by so many thousandths for each one that {@code of} is above {@code base}. */
    @Verb
    public final void raiseForEach(long permille, long of, long base) {
        worksheet.raisePermille(BigDecimal.valueOf(permille)
                .multiply(BigDecimal.valueOf(of)
                        .subtract(BigDecimal.valueOf(base))
                        .max(BigDecimal.ZERO)));
    }

    /**
     * Raises the worth by so many thousandths each time that {@code of} is twice {@code base} again, in proportion in
     * between; nothing if it is below. Turned round (the base first, then the time taken), each halving raises.
     */
    @Verb
    public final void raiseForEachDoubling(long permille, long of, long base) {
        if (of <= 0 || base <= 0) {
            refuse(speaker() + " asks how often " + base + " doubles to " + of);
        } else if (of > base) {
            // To millionths of a doubling, rounded down, so that the last bits of a logarithm don't matter.
            long millionths = (long) (StrictMath.log((double) of / base) / StrictMath.log(2) * 1e6);
            worksheet.raisePermille(BigDecimal.valueOf(permille).multiply(BigDecimal.valueOf(millionths, 6)));
        }
    }

    /**
     * Raises the worth by so many thousandths of what is charged for the part of the window that lies between two hours
     * of the day (UTC, 0 to 24), such as 22 and 6 for nights.
     */
    @Verb
    public final void raiseBetweenHours(long permille, long from, long until) {
        if (from < 0 || from > 24 || until < 0 || until > 24) {
            refuse(speaker() + " asks for the hours from " + from + " until " + until + "; want 0 to 24");
            return;
        }
        BigDecimal within = BigDecimal.valueOf(HoursOfDay.secondsWithin(size.window(), from * HOUR, until * HOUR));
        worksheet.raisePermille(BigDecimal.valueOf(permille)
                .multiply(within)
                .divide(BigDecimal.valueOf(size.seconds()), 24, RoundingMode.HALF_EVEN));
    }

    /** Lowers the worth by so many thousandths of what is charged, to nothing at most. */
    @Verb
    public final void lower(long permille) {
        worksheet.raisePermille(BigDecimal.valueOf(permille).negate());
    }

    /** The least that an offer's party takes, in thousandths of the worth; of several, the least. */
    @Verb
    public final void reserve(long permille) {
        reserve = Math.min(reserve, permille);
    }

    /** The most that a requirement's party gives, in thousandths of the worth; of several, the most. */
    @Verb
    public final void value(long permille) {
        value = Math.max(value, permille);
    }

    /** Gives the lot no worth at all, whatever other rules say. The first reason stays. */
    @Verb
    public final void refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /** Why the lot has no worth, or empty if {@link #worth} and {@link #limit} have one. */
    public final Optional<String> refusal() {
        if (refusal != null) {
            return Optional.of(refusal);
        }
        if (!worksheet.isPriced()) {
            return Optional.of("no rule gives a rate for it");
        }
        BigDecimal worth = worksheet.microCredits();
        return Worksheet.fits(worth) && Worksheet.fits(scaled(worth))
                ? Optional.empty()
                : Optional.of("its worth is beyond " + Credits.MOST + " credits");
    }

    /** What the whole lot is worth. */
    public final Credits worth() {
        return Credits.micro(worksheet.microCredits().longValueExact());
    }

    /** The least that an offer's party takes, or the most that a requirement's party gives, if the party didn't say. */
    public final Credits limit() {
        return Credits.micro(scaled(worksheet.microCredits()).longValueExact());
    }

    private BigDecimal scaled(BigDecimal worth) {
        long said = isOffered() ? (reserve == Long.MAX_VALUE ? PAR : reserve) : (value < 0 ? PAR : value);
        return worth.multiply(BigDecimal.valueOf(said)).movePointLeft(3).setScale(0, RoundingMode.DOWN);
    }

    private void charge(String credits, long seconds, long period, long of, long per) {
        if (per <= 0) {
            refuse(speaker() + " divides by " + per);
            return;
        }
        worksheet.charge(
                new BigDecimal(credits),
                BigInteger.valueOf(size.units())
                        .multiply(BigInteger.valueOf(seconds))
                        .multiply(BigInteger.valueOf(of)),
                BigInteger.valueOf(unitsPerTradeUnit)
                        .multiply(BigInteger.valueOf(period))
                        .multiply(BigInteger.valueOf(per)));
    }

    /** How much of a category there is, for how long, from which side, by whom, and in which circumstances. */
    record LotSize(
            Category category,
            boolean offered,
            long units,
            long copies,
            Window window,
            Member member,
            Circumstances circumstances) {
        long seconds() {
            return window.seconds();
        }
    }
}
