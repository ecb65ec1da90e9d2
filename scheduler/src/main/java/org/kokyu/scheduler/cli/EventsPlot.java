package org.kokyu.scheduler.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.kokyu.flux.anomaly.DropSearch;

/** Departures and scores of each season, with the drops that were found. */
final class EventsPlot {
  private static final int WIDTH = 1100;
  private static final int PANEL = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final double RATIO_RANGE = 1.0;
  private static final double SCORE_RANGE = 6;

  private EventsPlot() {}

  static void write(List<DropSearch.Season> seasons, String title, Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(WIDTH, 40 + PANEL * seasons.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, image.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.setColor(Color.BLACK);
    g.drawString("Daily uptake against expectation and ten-day scores: " + title, LEFT, 24);
    for (int i = 0; i < seasons.size(); i++) {
      panel(g, seasons.get(i), 40 + i * PANEL);
    }
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static int x(LocalDate day) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (day.getDayOfYear() - 1) / 366;
  }

  private static int y(int top, int height, double value, double range) {
    double v = Math.max(-range, Math.min(range, value));
    return (int) (top + height / 2.0 * (1 - v / range));
  }

  private static void panel(Graphics2D g, DropSearch.Season s, int top) {
    int height = 120;
    int second = top + 135;
    g.setColor(new Color(0xffe0cc));
    for (DropSearch.Found f : s.found()) {
      g.fillRect(x(f.from()), top, x(f.to()) - x(f.from()) + 3, second + height - top);
    }
    frame(g, top, height, s.year() + "  ln(observed/expected)", RATIO_RANGE);
    frame(g, second, height, "score of ten days from here on", SCORE_RANGE);
    g.setColor(new Color(0x1f77b4));
    for (int i = 0; i < s.days().size(); i++) {
      g.fillOval(x(s.days().get(i)) - 2, y(top, height, s.logRatio()[i], RATIO_RANGE) - 2, 5, 5);
    }
    g.setColor(new Color(0xc0392b));
    int limit = y(second, height, -s.limit(), SCORE_RANGE);
    g.drawLine(LEFT, limit, WIDTH - RIGHT, limit);
    g.setColor(new Color(0x333333));
    g.setStroke(new BasicStroke(1.5f));
    for (int i = 1; i < s.scores().length; i++) {
      if (s.starts().get(i).equals(s.starts().get(i - 1).plusDays(1))) {
        g.drawLine(
            x(s.starts().get(i - 1)),
            y(second, height, s.scores()[i - 1], SCORE_RANGE),
            x(s.starts().get(i)),
            y(second, height, s.scores()[i], SCORE_RANGE));
      }
    }
    g.setStroke(new BasicStroke(1));
    g.setColor(Color.BLACK);
    for (int m = 1; m <= 12; m++) {
      g.drawString(String.valueOf(m), x(LocalDate.of(s.year(), m, 15)), second + height + 15);
    }
  }

  private static void frame(Graphics2D g, int top, int height, String name, double range) {
    g.setColor(new Color(0xcccccc));
    g.drawRect(LEFT, top, WIDTH - LEFT - RIGHT, height);
    g.drawLine(LEFT, top + height / 2, WIDTH - RIGHT, top + height / 2);
    g.setColor(Color.BLACK);
    g.drawString(name, LEFT + 6, top + 15);
    g.drawString("+" + range, 25, top + 12);
    g.drawString("-" + range, 25, top + height);
  }
}
