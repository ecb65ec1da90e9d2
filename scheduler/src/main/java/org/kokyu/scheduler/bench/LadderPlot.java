package org.kokyu.scheduler.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Cumulative distribution of the errors of each window on a logarithmic axis, with the limits. */
public final class LadderPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;
  private static final int LEFT = 80;
  private static final int RIGHT = 30;
  private static final int TOP = 60;
  private static final int BOTTOM = 70;
  private static final double LEAST_K = 1e-4;
  private static final double MOST_K = 1;
  private static final Color[] COLOURS = {
    new Color(0x1f, 0x77, 0xb4), new Color(0x2c, 0xa0, 0x2c), new Color(0xd6, 0x27, 0x28)
  };

  private LadderPlot() {}

  public static void write(List<ForwardLadder.WindowErrors> windows, int scenes, Path file)
      throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    axes(g, scenes);
    for (int w = 0; w < windows.size(); w++) {
      curve(g, windows.get(w), COLOURS[w % COLOURS.length], HEIGHT - BOTTOM - 60 + 22 * w);
    }
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static double x(double kelvin) {
    double s = Math.log(Math.max(kelvin, LEAST_K) / LEAST_K) / Math.log(MOST_K / LEAST_K);
    return LEFT + s * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static void axes(Graphics2D g, int scenes) {
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    g.setColor(Color.BLACK);
    g.drawString(
        "Fast model minus line by line, %d unseen scenes, all channels".formatted(scenes),
        LEFT,
        32);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (double k : new double[] {1e-4, 1e-3, 1e-2, 0.1, 1}) {
      g.setColor(new Color(0xdd, 0xdd, 0xdd));
      g.drawLine((int) x(k), TOP, (int) x(k), HEIGHT - BOTTOM);
      g.setColor(Color.BLACK);
      g.drawString(
          BigDecimal.valueOf(k).stripTrailingZeros().toPlainString() + " K",
          (int) x(k) - 22,
          HEIGHT - BOTTOM + 20);
    }
    for (int p = 0; p <= 100; p += 20) {
      g.setColor(new Color(0xdd, 0xdd, 0xdd));
      g.drawLine(LEFT, (int) y(p / 100.0), WIDTH - RIGHT, (int) y(p / 100.0));
      g.setColor(Color.BLACK);
      g.drawString(p + " %", 30, (int) y(p / 100.0) + 5);
    }
    g.drawString("absolute error, brightness temperature", LEFT + 250, HEIGHT - 22);
    for (double limit : new double[] {0.1, 0.2}) {
      g.setColor(Color.GRAY);
      g.setStroke(
          new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {5}, 0));
      g.drawLine((int) x(limit), TOP, (int) x(limit), HEIGHT - BOTTOM);
      g.drawString(
          limit == 0.1 ? "99 %" : "largest allowed",
          (int) x(limit) + 4,
          TOP + 40 + (int) (200 * limit));
    }
    g.setStroke(new BasicStroke(1));
  }

  private static void curve(
      Graphics2D g, ForwardLadder.WindowErrors window, Color colour, int legend) {
    Path2D path = new Path2D.Double();
    path.moveTo(x(LEAST_K), y(0));
    for (int i = 0; i <= 1000; i++) {
      path.lineTo(x(window.quantile(i / 1000.0)), y(i / 1000.0));
    }
    g.setColor(colour);
    g.setStroke(new BasicStroke(2));
    g.draw(path);
    g.setStroke(new BasicStroke(1));
    g.drawString(
        String.format(
            Locale.ROOT,
            "%s: rms %.4f K, 99 %% below %.3f K, largest %.3f K",
            window.window(),
            window.rmsK(),
            window.quantile(0.99),
            window.quantile(1)),
        (int) x(0.0105),
        legend);
  }
}
