package org.kokyu.land;

/**
 * Cloud mask of a scene; arrays row-major, shared, treat as constant.
 *
 * @param mask levels of {@link CloudMask}
 * @param probabilityPercent 0 … 100, −1 unknown
 * @param withoutComposite levels before the composite of clear days and the neighbours were looked
 *     at: what the composite learns from; empty where none is learned
 * @param basis what the mask was made from, for the product's metadata
 */
public record CloudField(
    byte[] mask, byte[] probabilityPercent, byte[] withoutComposite, String basis) {}
