package org.dcrbs.server.work;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.dcrbs.market.ContractId;
import org.springframework.stereotype.Component;

/** One thread at a time works at a contract. Contracts share locks, by the hash of their id. */
@Component
class ContractLocks {
    static final int PARTS = 64;

    private final List<Lock> locks = IntStream.range(0, PARTS)
            .<Lock>mapToObj(part -> new ReentrantLock())
            .toList();

    /** Which lock is the contract's, from 0 to {@link #PARTS}. */
    static int part(ContractId contract) {
        return Math.floorMod(contract.hashCode(), PARTS);
    }

    Lock of(int part) {
        return locks.get(part);
    }

    Lock of(ContractId contract) {
        return of(part(contract));
    }
}
