package org.dcrbs.server.contract;

import org.dcrbs.market.Contract;

/** Published after a contract's new state is stored. Whoever listens may have missed earlier ones: the store knows. */
public record ContractChanged(Contract contract) {}
