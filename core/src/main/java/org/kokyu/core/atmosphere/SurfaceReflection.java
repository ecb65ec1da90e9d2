package org.kokyu.core.atmosphere;

/** How the surface reflects the sky. */
public enum SurfaceReflection {
  SPECULAR,
  LAMBERTIAN
}
