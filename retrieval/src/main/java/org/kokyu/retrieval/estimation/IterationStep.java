package org.kokyu.retrieval.estimation;

/**
 * One step of a solution, taken or refused.
 *
 * @param gamma damping γ it was computed with
 * @param size dxᵀ (Kᵀ Se⁻¹ K + Sa⁻¹) dx
 * @param ratio actual over predicted reduction of the cost
 * @param chi2Measurement (y − F)ᵀ Se⁻¹ (y − F) after the step
 * @param chi2Prior (x − xa)ᵀ Sa⁻¹ (x − xa) after the step
 * @param taken whether it was taken
 */
public record IterationStep(
    double gamma,
    double size,
    double ratio,
    double chi2Measurement,
    double chi2Prior,
    boolean taken) {}
