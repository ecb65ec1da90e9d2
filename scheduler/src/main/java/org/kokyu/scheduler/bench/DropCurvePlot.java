package org.kokyu.scheduler.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Share of the drops that are found over the false alarms that it costs. */
public final class DropCurvePlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int LEFT = 80;
  private static final int TOP = 50;
  private static final int RIGHT = 30;
  private static final int BOTTOM = 60;

  /**
   * One limit.
   *
   * @param falseAlarms per season, from the whole record
   * @param found share
   * @param falseOnline per season, day by day
   * @param foundOnline share
   */
  public record Point(double falseAlarms, double found, double falseOnline, double foundOnline) {}

  private DropCurvePlot() {}

  /** Writes a PNG. */
  public static void write(List<Point> points, String title, Path file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    double most =
        Math.max(
            1.2,
            1.1
                * points.stream()
                    .mapToDouble(p -> Math.max(p.falseAlarms(), p.falseOnline()))
                    .max()
                    .orElse(1));
    axes(g, title, most);
    curve(g, points, most, new Color(0x1f77b4), Point::falseAlarms, Point::found);
    curve(g, points, most, new Color(0xd95f02), Point::falseOnline, Point::foundOnline);
    g.setColor(new Color(0x1f77b4));
    g.drawString("whole record", WIDTH - RIGHT - 190, HEIGHT - BOTTOM - 40);
    g.setColor(new Color(0xd95f02));
    g.drawString("day by day, within ten days", WIDTH - RIGHT - 190, HEIGHT - BOTTOM - 20);
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static int x(double falseAlarms, double most) {
    return (int) (LEFT + (WIDTH - LEFT - RIGHT) * falseAlarms / most);
  }

  private static int y(double share) {
    return (int) (HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share);
  }

  private static void axes(Graphics2D g, String title, double most) {
    g.setColor(Color.BLACK);
    g.drawString(title, LEFT, 28);
    g.drawString("false alarms per site and season", WIDTH / 2 - 80, HEIGHT - 18);
    g.drawString("found", 22, TOP - 8);
    for (int i = 0; i <= 10; i += 2) {
      g.setColor(new Color(0xdddddd));
      g.drawLine(LEFT, y(i / 10.0), WIDTH - RIGHT, y(i / 10.0));
      g.setColor(Color.BLACK);
      g.drawString(i * 10 + " %", 30, y(i / 10.0) + 5);
    }
    double step = most > 4 ? 1 : 0.5;
    for (double v = 0; v <= most; v += step) {
      g.setColor(new Color(0xdddddd));
      g.drawLine(x(v, most), y(0), x(v, most), y(1));
      g.setColor(Color.BLACK);
      g.drawString(String.valueOf(v), x(v, most) - 8, y(0) + 18);
    }
    g.setColor(Color.GRAY);
    g.setStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {5, 4}, 0));
    g.drawLine(LEFT, y(0.9), WIDTH - RIGHT, y(0.9));
    g.drawLine(x(1, most), y(0), x(1, most), y(1));
    g.setStroke(new BasicStroke(2));
  }

  private static void curve(
      Graphics2D g,
      List<Point> points,
      double most,
      Color color,
      ToDoubleFunction<Point> across,
      ToDoubleFunction<Point> up) {
    g.setColor(color);
    for (int i = 0; i < points.size(); i++) {
      int x = x(across.applyAsDouble(points.get(i)), most);
      int y = y(up.applyAsDouble(points.get(i)));
      g.fillOval(x - 4, y - 4, 9, 9);
      if (i > 0) {
        g.drawLine(
            x(across.applyAsDouble(points.get(i - 1)), most),
            y(up.applyAsDouble(points.get(i - 1))),
            x,
            y);
      }
    }
  }
}
