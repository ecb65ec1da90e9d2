package org.kokyu.scheduler.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Histograms of the standardised errors of each gas and partial column, with N(0, 1). */
public final class ErrorHistogramPlot {
  private static final int CELL_WIDTH = 280;
  private static final int CELL_HEIGHT = 190;
  private static final int LEFT = 20;
  private static final int TOP = 60;
  private static final int GAP = 34;
  private static final double REACH = 4;
  private static final int BINS = 32;

  /** Of the tallest density drawn: N(0, 1) has 0.399 at 0. */
  private static final double MOST_DENSITY = 0.55;

  private static final Color BAR = new Color(0x9e, 0xc4, 0xe0);
  private static final Color CURVE = new Color(0xd6, 0x27, 0x28);

  private ErrorHistogramPlot() {}

  public static void write(List<ClosedLoopBench.Member> members, String title, Path file)
      throws IOException {
    int columns = ClosedLoopBench.COLUMNS.size();
    int rows = ClosedLoopBench.GASES.size();
    BufferedImage image =
        new BufferedImage(
            2 * LEFT + columns * CELL_WIDTH,
            TOP + rows * (CELL_HEIGHT + GAP) + 10,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    g.drawString(title, LEFT + 10, 28);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int at = 0; at < rows * columns; at++) {
      int index = at;
      cell(
          g,
          LEFT + at % columns * CELL_WIDTH,
          TOP + at / columns * (CELL_HEIGHT + GAP),
          ClosedLoopBench.GASES.get(at / columns) + " " + ClosedLoopBench.COLUMNS.get(at % columns),
          ClosedLoopBench.values(members, m -> m.z()[index]));
    }
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static void cell(Graphics2D g, int left, int top, String name, double[] z) {
    int width = CELL_WIDTH - 30;
    int bottom = top + CELL_HEIGHT - 20;
    double perUnit = (CELL_HEIGHT - 40) / MOST_DENSITY;
    int[] counts = new int[BINS];
    for (double v : z) {
      int bin = (int) Math.floor((v + REACH) / (2 * REACH) * BINS);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
    g.setColor(BAR);
    for (int b = 0; b < BINS; b++) {
      double density = counts[b] / (z.length * 2 * REACH / BINS);
      int h = (int) Math.round(Math.min(density, MOST_DENSITY) * perUnit);
      int x = left + 10 + b * width / BINS;
      g.fillRect(x, bottom - h, (b + 1) * width / BINS - b * width / BINS - 1, h);
    }
    Path2D curve = new Path2D.Double();
    for (int i = 0; i <= 160; i++) {
      double v = -REACH + 2 * REACH * i / 160;
      double y = bottom - perUnit * Math.exp(-0.5 * v * v) / Math.sqrt(2 * Math.PI);
      double x = left + 10 + (v + REACH) / (2 * REACH) * width;
      if (i == 0) {
        curve.moveTo(x, y);
      } else {
        curve.lineTo(x, y);
      }
    }
    g.setColor(CURVE);
    g.setStroke(new BasicStroke(1.5f));
    g.draw(curve);
    g.setStroke(new BasicStroke(1));
    g.setColor(Color.BLACK);
    g.drawLine(left + 10, bottom, left + 10 + width, bottom);
    for (int v = -4; v <= 4; v += 2) {
      int x = (int) (left + 10 + (v + REACH) / (2 * REACH) * width);
      g.drawLine(x, bottom, x, bottom + 4);
      g.drawString(Integer.toString(v), x - (v < 0 ? 8 : 4), bottom + 17);
    }
    g.drawString(
        String.format(
            Locale.ROOT, "%s: mean %.3f, SD %.3f", name, Moments.mean(z), Moments.deviation(z)),
        left + 14,
        top + 8);
  }
}
