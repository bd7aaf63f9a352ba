package org.dcrbs.peer.benchmark;

/**
 * The Whetstone benchmark in Java: Curnow and Wichmann's eight modules with their weights. A hundred
 * loops of them are ten million Whetstone instructions; integer, branch, call and transcendental code
 * all count.
 */
final class Whetstone implements Kernel {
    private static final int LOOPS = 40;
    private static final double T = 0.499975;
    private static final double T1 = 0.50025;
    private static final double T2 = 2.0;

    private final double[] e = new double[4];

    @Override
    public double work() {
        return LOOPS / 10.0;
    }

    @Override
    public double run() {
        return simpleIdentifiers()
                + arrayElements()
                + arrayAsParameter()
                + conditionalJumps()
                + integerArithmetic()
                + trigonometricFunctions()
                + procedureCalls()
                + arrayReferences()
                + standardFunctions();
    }

    private static double simpleIdentifiers() {
        double a = 1;
        double b = -1;
        double c = -1;
        double d = -1;
        for (int i = 0; i < 12 * LOOPS; i++) {
            a = (a + b + c - d) * T;
            b = (a + b - c + d) * T;
            c = (a - b + c + d) * T;
            d = (-a + b + c + d) * T;
        }
        return a + b + c + d;
    }

    private double arrayElements() {
        reset();
        for (int i = 0; i < 14 * LOOPS; i++) {
            step(e);
        }
        return e[3];
    }

    private double arrayAsParameter() {
        reset();
        for (int i = 0; i < 14 * LOOPS; i++) {
            for (int j = 0; j < 6; j++) {
                step(e);
                e[3] /= T2;
            }
        }
        return e[3];
    }

    private static void step(double[] e) {
        e[0] = (e[0] + e[1] + e[2] - e[3]) * T;
        e[1] = (e[0] + e[1] - e[2] + e[3]) * T;
        e[2] = (e[0] - e[1] + e[2] + e[3]) * T;
        e[3] = (-e[0] + e[1] + e[2] + e[3]) * T;
    }

    private static double conditionalJumps() {
        int j = 1;
        for (int i = 0; i < 345 * LOOPS; i++) {
            j = j == 1 ? 2 : 3;
            j = j > 2 ? 0 : 1;
            j = j < 1 ? 1 : 0;
        }
        return j;
    }

    private double integerArithmetic() {
        int j = 1;
        int k = 2;
        int l = 3;
        for (int i = 0; i < 210 * LOOPS; i++) {
            j = j * (k - j) * (l - k);
            k = l * k - (l - j) * k;
            l = (l - k) * (k + j);
            e[(l - 2) & 3] = j + k + l;
            e[(k - 2) & 3] = j * k * l;
        }
        return e[0] + e[1] + j + k + l;
    }

    private static double trigonometricFunctions() {
        double x = 0.5;
        double y = 0.5;
        for (int i = 0; i < 32 * LOOPS; i++) {
            x = T * Math.atan(T2 * Math.sin(x) * Math.cos(x) / (Math.cos(x + y) + Math.cos(x - y) - 1));
            y = T * Math.atan(T2 * Math.sin(y) * Math.cos(y) / (Math.cos(x + y) + Math.cos(x - y) - 1));
        }
        return x + y;
    }

    private static double procedureCalls() {
        double z = 1;
        for (int i = 0; i < 899 * LOOPS; i++) {
            z = procedure(1, z);
        }
        return z;
    }

    private static double procedure(double x, double y) {
        double a = T * (x + y);
        double b = T * (a + y);
        return (a + b) / T2;
    }

    private double arrayReferences() {
        e[0] = 1;
        e[1] = 2;
        e[2] = 3;
        for (int i = 0; i < 616 * LOOPS; i++) {
            double first = e[0];
            e[0] = e[1];
            e[1] = e[2];
            e[2] = first;
        }
        return e[0] + e[2];
    }

    private static double standardFunctions() {
        double x = 0.75;
        for (int i = 0; i < 93 * LOOPS; i++) {
            x = Math.sqrt(Math.exp(Math.log(x) / T1));
        }
        return x;
    }

    private void reset() {
        e[0] = 1;
        e[1] = -1;
        e[2] = -1;
        e[3] = -1;
    }
}
