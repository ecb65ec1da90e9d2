package org.kokyu.flux.upscaling;

import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Support-vector regression with a radial kernel on standardised features: LIBSVM's ε-SVR (Chang
 * and Lin 2011, ACM TIST 2, 27). Immutable, thread-safe.
 */
final class SupportVectors {
  private static final double GAMMA = 0.02;
  private static final double INSENSITIVE = 0.3;
  private static final double TOLERANCE = 1e-2;
  private static final double CACHE_MB = 400;

  static {
    svm.svm_set_print_string_function(text -> {});
  }

  private final svm_model model;
  private final Standardisation features;

  private SupportVectors(svm_model model, Standardisation features) {
    this.model = model;
    this.features = features;
  }

  /**
   * @param cost price of an error beyond 0.3 g C m-2 d-1
   */
  static SupportVectors fit(double[][] x, double[] y, double cost) {
    Standardisation features = Standardisation.of(x);
    svm_problem problem = new svm_problem();
    problem.l = y.length;
    problem.y = y;
    problem.x = new svm_node[y.length][];
    for (int i = 0; i < y.length; i++) {
      problem.x[i] = nodes(features.apply(x[i]));
    }
    svm_parameter p = new svm_parameter();
    p.svm_type = svm_parameter.EPSILON_SVR;
    p.kernel_type = svm_parameter.RBF;
    p.gamma = GAMMA;
    p.C = cost;
    p.p = INSENSITIVE;
    p.eps = TOLERANCE;
    p.cache_size = CACHE_MB;
    p.shrinking = 1;
    return new SupportVectors(svm.svm_train(problem, p), features);
  }

  private static svm_node[] nodes(double[] x) {
    svm_node[] nodes = new svm_node[x.length];
    for (int f = 0; f < x.length; f++) {
      nodes[f] = new svm_node();
      nodes[f].index = f + 1;
      nodes[f].value = x[f];
    }
    return nodes;
  }

  double predict(double[] x) {
    return svm.svm_predict(model, nodes(features.apply(x)));
  }
}
