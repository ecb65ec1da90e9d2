package org.kokyu.scheduler.cli;

/** What the commands' exit codes mean. */
final class ExitCodes {
  static final int DONE = 0;
  static final int CHECK_FAILED = 1;
  static final int BAD_USAGE = 2;
  static final int BAD_INPUT = 3;

  private ExitCodes() {}
}
