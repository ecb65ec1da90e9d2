/**
 * Monthly fluxes of places without a tower, learned from towers elsewhere: a light-use-efficiency
 * prior, trees and support vectors on what it leaves, skill at sites left out, and where the model
 * may be used at all.
 */
package org.kokyu.flux.upscaling;
