package org.dcrbs.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    @ParameterizedTest
    @CsvSource({
        "12.5, 12500000",
        "0.000001, 1",
        "-3, -3000000",
        "1e3, 1000000000",
        "' 7 ', 7000000",
        "1000000000000, 1000000000000000000"
    })
    void aDecimalNumberIsReadToTheMicroCredit(String text, long micro) {
        assertThat(Credits.parse(text)).isEqualTo(Credits.micro(micro));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,5", "0.0000001", "1e400", "1e-400", "1000000000000.000001", "NaN", "0x10"})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Credits.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credits");
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            Credits amount = Credits.micro(random.nextLong(-1_000_000_000_000_000_000L, 1_000_000_000_000_000_001L));

            assertThat(Credits.parse(amount.toString())).isEqualTo(amount);
        }
    }

    @Test
    void itIsWrittenWithoutTrailingZeros() {
        assertThat(Credits.micro(12_500_000)).hasToString("12.5");
        assertThat(Credits.of(100)).hasToString("100");
        assertThat(Credits.ZERO).hasToString("0");
    }

    @Test
    void partsAreRoundedDownAlsoBelowZero() {
        assertThat(Credits.micro(10).portion(BigInteger.ONE, BigInteger.valueOf(3)))
                .isEqualTo(Credits.micro(3));
        assertThat(Credits.micro(-10).portion(BigInteger.ONE, BigInteger.valueOf(3)))
                .isEqualTo(Credits.micro(-4));
        assertThat(Credits.micro(1999).permille(1)).isEqualTo(Credits.micro(1));
        assertThat(Credits.micro(3).midpoint(Credits.micro(6))).isEqualTo(Credits.micro(4));
        assertThat(Credits.micro(-3).midpoint(Credits.micro(0))).isEqualTo(Credits.micro(-2));
    }

    @Test
    void aPortionOfNothingOrANegativePartIsNonsense() {
        assertThatThrownBy(() -> Credits.of(1).portion(BigInteger.ONE, BigInteger.ZERO))
                .hasMessage("portion 1 of 0");
        assertThatThrownBy(() -> Credits.of(1).permille(-1)).hasMessage("portion -1 of 1000");
    }

    @Test
    void anAmountBeyondATrillionIsRefusedRatherThanWrapped() {
        assertThatThrownBy(() -> Credits.MOST.plus(Credits.micro(1))).hasMessageContaining("credits (micro)");
        assertThatThrownBy(() -> Credits.MOST.negate().minus(Credits.micro(1))).hasMessageContaining("credits (micro)");
        assertThatThrownBy(() -> Credits.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThat(Credits.MOST.midpoint(Credits.MOST)).isEqualTo(Credits.MOST);
    }

    @Test
    void theSmallerAndTheLargerAreFound() {
        Credits one = Credits.of(1);
        Credits two = Credits.of(2);

        assertThat(Credits.min(one, two)).isEqualTo(one);
        assertThat(Credits.max(one, two)).isEqualTo(two);
        assertThat(one).isLessThan(two);
        assertThat(one.minus(two).isNegative()).isTrue();
    }

    @Test
    void aPortionIsTheSameReckonedInLongs() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            Credits amount = Credits.micro(random.nextLong() >> random.nextInt(4, 64));
            long whole = Math.max(1, random.nextLong() >>> random.nextInt(1, 64));
            long part = random.nextBoolean() ? random.nextLong(whole) : whole - random.nextLong(Math.min(whole, 5));
            assertThat(amount.portion(part, whole))
                    .as("%s times %s / %s", amount, part, whole)
                    .isEqualTo(amount.portion(BigInteger.valueOf(part), BigInteger.valueOf(whole)));
        }
    }
}
