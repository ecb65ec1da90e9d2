package org.kokyu.scheduler.ledger;

/**
 * What the ledger made of an arrived file.
 *
 * @param state SEEN when it is new work; the state it already had, or DUPLICATE, otherwise
 * @param isNew whether a row was added
 * @param granuleId its row
 * @param unitId the unit it belongs to
 * @param detail reason for a person, empty when it is new work
 */
public record Registration(
    GranuleState state, boolean isNew, long granuleId, long unitId, String detail) {}
