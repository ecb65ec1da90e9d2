package org.kokyu.himawari;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays of images that are given back and used again: fresh ones of this size cost more time than
 * filling them does. Keeps the bands and times of one scene. Thread-safe.
 */
final class ImageArrays {
  private static final int MOST = 7;

  private final Deque<float[]> idle = new ArrayDeque<>();

  /** An array with anything in it. */
  float[] take(int size) {
    float[] array = kept(size);
    return array == null ? new float[size] : array;
  }

  private synchronized float[] kept(int size) {
    while (!idle.isEmpty()) {
      float[] array = idle.pop();
      if (array.length == size) {
        return array;
      }
    }
    return null;
  }

  synchronized void giveBack(float[] array) {
    if (idle.size() < MOST) {
      idle.push(array);
    }
  }
}
