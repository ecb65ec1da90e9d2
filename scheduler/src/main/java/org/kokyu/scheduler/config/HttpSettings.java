package org.kokyu.scheduler.config;

import java.util.Objects;

/**
 * @param address host name or address to listen on
 * @param port TCP port; 0 lets the system choose
 */
public record HttpSettings(String address, int port) {
  public static final HttpSettings DEFAULT = new HttpSettings("127.0.0.1", 8080);

  public HttpSettings {
    Objects.requireNonNull(address, "address");
  }
}
