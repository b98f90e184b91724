package dev.watchkeeper.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.disclosure.HostileTexts;
import dev.watchkeeper.model.Series;
import dev.watchkeeper.model.TimeRange;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgChartTest {

    private static final Instant FROM = Instant.parse("2026-11-21T22:00:00Z");
    private static final TimeRange FIVE_HOURS = new TimeRange(FROM, FROM.plus(Duration.ofHours(5)));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final List<Mark.Kind> KINDS = List.of(Mark.Kind.values());
    private static final Set<String> ELEMENTS =
            Set.of("svg", "title", "desc", "style", "rect", "line", "polyline", "circle", "text");

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "xmlns", "viewBox", "width", "height", "role", "class", "x", "y", "x1", "x2",
                    "y1", "y2", "cx", "cy", "r", "points");

    private static Series minutes(int points, IntToDoubleFunction value) {
        long[] times = new long[points];
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            times[i] = FROM.toEpochMilli() + i * MINUTE.toMillis();
            values[i] = value.applyAsDouble(i);
        }
        return Series.of(times, values);
    }

    private static Chart of(Series series) {
        return new Chart(
                "tts.depth", "jobs", FIVE_HOURS, MINUTE, series, null, null, null, List.of());
    }

    private static Chart storm() {
        return new Chart(
                "gemini.calls",
                "per minute",
                FIVE_HOURS,
                MINUTE,
                minutes(300, i -> i >= 90 && i < 110 ? Double.NaN : i >= 171 ? 960 : 300 + i % 7),
                new Chart.Band(250.0, 380.0, "same hours on earlier days, 250 to 380"),
                new Chart.Band(600.0, null, "> 600 for 5m"),
                new Chart.Verdict("concerning since 00:51 UTC", true),
                List.of(
                        new Mark(FROM.plusSeconds(171 * 60), Mark.Kind.ONSET, ""),
                        new Mark(
                                FROM.plusSeconds(167 * 60 + 12),
                                Mark.Kind.CHANGE,
                                "deploy 3f2a9c1 <simplify> & co"),
                        new Mark(FROM.minusSeconds(1), Mark.Kind.CHANGE, "before the chart")));
    }

    /// The drawing as XML, after the rules that hold for every drawing.
    private static Document drawn(Chart chart) throws Exception {
        String svg = SvgChart.draw(chart);
        assertThat(svg.getBytes(StandardCharsets.UTF_8).length).isLessThan(30_000);
        assertThat(svg.substring(svg.indexOf("<style>"), svg.indexOf("</style>")))
                .doesNotContain("url", "@import");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document =
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        NodeList all = document.getElementsByTagName("*");
        double height = number(document.getDocumentElement(), "height");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertThat(ELEMENTS).contains(element.getTagName());
            for (int j = 0; j < element.getAttributes().getLength(); j++) {
                assertThat(ATTRIBUTES).contains(element.getAttributes().item(j).getNodeName());
                assertThat(element.getAttributes().item(j).getNodeValue())
                        .doesNotContain("NaN", "Infinity", "url", "null");
            }
            inside(element, 760, height);
        }
        return document;
    }

    private static void inside(Element element, double width, double height) {
        for (String key : List.of("x", "x1", "x2", "cx")) {
            if (element.hasAttribute(key)) {
                assertThat(number(element, key)).isBetween(0.0, width);
            }
        }
        for (String key : List.of("y", "y1", "y2", "cy")) {
            if (element.hasAttribute(key)) {
                assertThat(number(element, key)).isBetween(0.0, height);
            }
        }
        for (double[] point : points(element)) {
            assertThat(point[0]).isBetween(66.0, 744.0);
            assertThat(point[1]).isBetween(58.0, 268.0);
        }
    }

    private static double number(Element element, String key) {
        return Double.parseDouble(element.getAttribute(key));
    }

    private static List<double[]> points(Element element) {
        var points = new ArrayList<double[]>();
        if (element.hasAttribute("points")) {
            for (String point : element.getAttribute("points").split(" ", -1)) {
                String[] two = point.split(",", -1);
                points.add(new double[] {Double.parseDouble(two[0]), Double.parseDouble(two[1])});
            }
        }
        return points;
    }

    private static List<Element> of(Document document, String tag, String kind) {
        var found = new ArrayList<Element>();
        NodeList all = document.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (List.of(element.getAttribute("class").split(" ", -1)).contains(kind)) {
                found.add(element);
            }
        }
        return found;
    }

    private static List<String> texts(Document document, String kind) {
        return of(document, "text", kind).stream().map(Element::getTextContent).toList();
    }

    @Test
    void onsetChangesBandsAndVerdictStandWhereTheyBelong() throws Exception {
        Document document = drawn(storm());

        assertThat(texts(document, "title")).containsExactly("gemini.calls (per minute)");
        assertThat(texts(document, "grave")).containsExactly("concerning since 00:51 UTC");
        Element onset = of(document, "line", "onset").getFirst();
        // 171 of 300 minutes between the ends of the axis
        assertThat(number(onset, "x1")).isEqualTo(452.5);
        assertThat(number(onset, "x2")).isEqualTo(number(onset, "x1"));
        assertThat(of(document, "line", "change")).hasSize(1);
        assertThat(number(of(document, "line", "bound").getFirst(), "y1"))
                .isEqualTo(268 - 210 * 600.0 / 1000);
        Element expected = of(document, "rect", "expected").getFirst();
        assertThat(number(expected, "y")).isEqualTo(268 - 210 * 0.38, within01());
        assertThat(number(expected, "height")).isEqualTo(210 * 0.13, within01());
        assertThat(texts(document, "note"))
                .containsExactly(
                        "green: expected, same hours on earlier days, 250 to 380 · red: concerning, >"
                                + " 600 for 5m",
                        "1 · 22 Nov 00:47:12 · change: deploy 3f2a9c1 <simplify> & co",
                        "2 · 22 Nov 00:51:00 · onset");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo(
                        "gemini.calls from 2026-11-21T22:00:00Z to 2026-11-22T03:00:00Z: 280 points between"
                                + " 300 and 960 per minute, with 1 gap. Expected: same hours on earlier days,"
                                + " 250 to 380. Concerning: > 600 for 5m. Verdict: concerning since 00:51 UTC."
                                + " Marked: change 22 Nov 00:47:12 deploy 3f2a9c1 <simplify> & co; onset 22 Nov"
                                + " 00:51:00.");
    }

    private static Offset<Double> within01() {
        return Offset.offset(0.11);
    }

    @Test
    void aGapIsAGapAndNoLineGoesAcrossIt() throws Exception {
        List<Element> lines = of(drawn(storm()), "polyline", "line");

        assertThat(lines).hasSize(2);
        List<double[]> before = points(lines.getFirst());
        List<double[]> after = points(lines.getLast());
        assertThat(before.getLast()[0]).isEqualTo(66 + 678 * 89.0 / 300, within01());
        assertThat(after.getFirst()[0]).isEqualTo(66 + 678 * 110.0 / 300, within01());
    }

    @Test
    void ticksAreRoundNumbersAndTimesOfTheClockInUtc() throws Exception {
        Document document = drawn(storm());

        assertThat(texts(document, "tick"))
                .containsExactly(
                        "0",
                        "200",
                        "400",
                        "600",
                        "800",
                        "1000",
                        "22:00",
                        "23:00",
                        "22 Nov",
                        "01:00",
                        "02:00",
                        "03:00",
                        "21 Nov 2026 – 22 Nov 2026, UTC");
    }

    @Test
    void onePointIsADotAndNoPointIsSaid() throws Exception {
        assertThat(of(drawn(of(minutes(1, i -> 7))), "circle", "point")).hasSize(1);
        Document none = drawn(of(Series.EMPTY));
        assertThat(texts(none, "empty")).containsExactly("no points in this time");
        assertThat(of(none, "polyline", "line")).isEmpty();
    }

    @Test
    void aFlatLineIsFlatAndNotAtTheEdge() throws Exception {
        for (double value : new double[] {0, 7, -7, 1e-9, 4.2e9}) {
            List<double[]> points =
                    points(of(drawn(of(minutes(300, i -> value))), "polyline", "line").getFirst());
            assertThat(points).allMatch(point -> point[1] == points.getFirst()[1]);
            assertThat(points.getFirst()[1]).as("%s", value).isLessThanOrEqualTo(268);
        }
    }

    @Test
    void anySeriesIsDrawnInsideItsBox() throws Exception {
        var random = new Random(11);
        for (int round = 0; round < 300; round++) {
            int points = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(2_000);
            double size = Math.pow(10, random.nextInt(640) - 320.0);
            double shift = random.nextBoolean() ? 0 : size * random.nextInt(100);
            Series series =
                    minutes(
                            points,
                            i ->
                                    switch (random.nextInt(12)) {
                                        case 0 -> Double.NaN;
                                        case 1 -> random.nextBoolean() ? Double.MAX_VALUE : -size;
                                        default -> shift + size * random.nextGaussian();
                                    });
            Chart chart =
                    new Chart(
                            "m" + round,
                            random.nextBoolean() ? null : "ms",
                            new TimeRange(
                                    FROM,
                                    FROM.plusMillis(1 + (long) Math.pow(10, random.nextInt(12)))),
                            Duration.ofSeconds(1 + random.nextInt(200)),
                            series,
                            band(random, size),
                            band(random, size),
                            random.nextBoolean() ? null : new Chart.Verdict("normal", false),
                            marks(random));
            drawn(chart);
        }
    }

    private static Chart.Band band(Random random, double size) {
        return new Chart.Band(
                random.nextInt(4) == 0 ? null : size * random.nextInt(50),
                random.nextInt(4) == 0 ? null : size * (50 + random.nextInt(50)),
                "some words");
    }

    private static List<Mark> marks(Random random) {
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < random.nextInt(20); i++) {
            marks.add(
                    new Mark(
                            FROM.plusSeconds(random.nextInt(20_000) - 1_000L),
                            KINDS.get(random.nextInt(4)),
                            "deploy " + i));
        }
        return marks;
    }

    @Test
    void theHighestAndTheLowestPointAreNeverThinnedAway() throws Exception {
        var random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int peak = random.nextInt(300);
            int dip = (peak + 1 + random.nextInt(298)) % 300;
            List<double[]> points =
                    points(
                            of(
                                            drawn(
                                                    of(
                                                            minutes(
                                                                    300,
                                                                    i ->
                                                                            i == peak
                                                                                    ? 1_000
                                                                                    : i == dip
                                                                                            ? 0
                                                                                            : 500))),
                                            "polyline",
                                            "line")
                                    .getFirst());
            assertThat(points).anyMatch(point -> point[1] == 58);
            assertThat(points).anyMatch(point -> point[1] == 268);
        }
    }

    @Test
    void textOfStrangersIsTextAndNothingElse() throws Exception {
        for (String text : HostileTexts.all()) {
            Document document =
                    drawn(
                            new Chart(
                                    text,
                                    text,
                                    FIVE_HOURS,
                                    MINUTE,
                                    minutes(3, i -> i),
                                    new Chart.Band(1.0, 2.0, text),
                                    new Chart.Band(1.5, null, text),
                                    new Chart.Verdict(text, true),
                                    List.of(new Mark(FROM, Mark.Kind.CHANGE, text))));
            assertThat(document.getElementsByTagName("*").getLength()).as(text).isLessThan(60);
        }
    }

    @Test
    void ticksOfAnyTimeAreFewRoundAndInside() {
        var random = new Random(2);
        for (int round = 0; round < 500; round++) {
            TimeRange range =
                    new TimeRange(
                            FROM,
                            FROM.plusMillis(
                                    10_000
                                            + (long)
                                                    (Math.pow(10, random.nextDouble() * 8)
                                                            * 1_000)));
            List<TimeAxis.Tick> ticks = new TimeAxis(range).ticks();
            assertThat(ticks).as("%s", range).hasSizeBetween(1, 10);
            for (TimeAxis.Tick tick : ticks) {
                assertThat(tick.time()).isBetween(range.from(), range.until());
                assertThat(tick.time().toEpochMilli() % 1_000).isZero();
            }
        }
    }

    @Test
    void aValueIsWrittenAsPeopleWriteIt() {
        assertThat(
                        List.of(
                                        0.0,
                                        0.25,
                                        12.0,
                                        9_500.0,
                                        12_500.0,
                                        3e6,
                                        4.2e9,
                                        -1_200_000.0,
                                        2e21,
                                        3e-7)
                                .stream()
                                .map(ValueAxis::label))
                .containsExactly(
                        "0", "0.25", "12", "9500", "12.5k", "3M", "4.2G", "-1.2M", "2e21", "3e-07");
    }
}
