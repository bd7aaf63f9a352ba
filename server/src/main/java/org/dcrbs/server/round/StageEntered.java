package org.dcrbs.server.round;

import org.dcrbs.market.RoundId;
import org.dcrbs.market.RoundStage;

/** Published when a round has come into a stage and that is stored, before the stage's work begins. */
public record StageEntered(RoundId round, RoundStage stage) {}
