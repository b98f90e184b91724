package dev.watchkeeper.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// An incident file as a renderer of others reads it: CommonMark with tables, links without marks
/// and struck text, as GitHub has them.
public final class RenderedPage {

    private static final List<Extension> DIALECT =
            List.of(
                    TablesExtension.create(),
                    AutolinkExtension.create(),
                    StrikethroughExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(DIALECT).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(DIALECT).build();

    /// What our pages are made of: no link, no HTML, no quotation, no struck text, no rule.
    private static final Set<Class<? extends Node>> OURS =
            Set.of(
                    Document.class,
                    Heading.class,
                    Paragraph.class,
                    BulletList.class,
                    ListItem.class,
                    TableBlock.class,
                    TableHead.class,
                    TableBody.class,
                    TableRow.class,
                    TableCell.class,
                    FencedCodeBlock.class,
                    Text.class,
                    SoftLineBreak.class,
                    Code.class,
                    Emphasis.class,
                    StrongEmphasis.class,
                    Image.class);

    private RenderedPage() {}

    /// The page as HTML, without its front matter.
    public static String html(String page) {
        return HTML.render(PARSER.parse(body(page)));
    }

    /// The blocks that the page is made of, in order, and how deep each stands.
    public static List<String> blocks(String page) {
        var blocks = new ArrayList<String>();
        collect(PARSER.parse(body(page)), 0, blocks);
        return blocks;
    }

    /// Fails where a reader would see anything but what our own pages are made of.
    public static void check(String page) {
        check(PARSER.parse(body(page)), page);
    }

    private static void check(Node node, String page) {
        assertThat(OURS).as(page).contains(node.getClass());
        if (node instanceof Image image) {
            assertThat(image.getDestination())
                    .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-incident-[a-z0-9-]+\\.svg");
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            check(child, page);
        }
    }

    private static void collect(Node node, int depth, List<String> blocks) {
        if (node instanceof Block) {
            blocks.add(depth + " " + node.getClass().getSimpleName());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            collect(child, depth + 1, blocks);
        }
    }

    private static String body(String page) {
        return page.startsWith("---\n") ? page.substring(page.indexOf("\n---\n") + 5) : page;
    }
}
