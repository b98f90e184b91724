package dev.watchkeeper.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonSchemaTest {

    private enum Order {
        OLDEST,
        NEWEST
    }

    private record Claim(@Doc("what was shown") @Range(min = 1, max = 20) String quote) {}

    private record Query(
            @Doc("name of the stream") String stream,
            @Range(min = 1, max = 1000) @Default("100") int limit,
            @Default("2h") Duration window,
            @Nullable Instant from,
            @Default("NEWEST") Order order,
            Map<String, String> fields,
            @Default("[a, b]") List<String> names,
            @Range(max = 3) List<Claim> claims,
            @Default("false") boolean regex,
            List<Claim> more) {}

    private interface Shape {}

    private record Circle(double radius) implements Shape {}

    private record Square(double side, String type) implements Shape {}

    private record Drawing(@Default("1") int scale, Map<String, Shape> shapes, List<String> tags) {}

    private static String json(Map<String, Object> schema) {
        return JsonMapper.builder().build().writeValueAsString(schema);
    }

    @Test
    void theSchemaOfArgumentsIsCompleteAndShort() {
        assertThat(json(JsonSchema.of(Query.class)))
                .isEqualTo(
                        """
                        {"type":"object","properties":{\
                        "stream":{"type":"string","description":"name of the stream"},\
                        "limit":{"type":"integer","maximum":1000,"default":100},\
                        "window":{"type":"string","examples":["5m"],"default":"2h"},\
                        "from":{"type":"string","format":"date-time"},\
                        "order":{"enum":["oldest","newest"],"default":"NEWEST"},\
                        "fields":{"type":"object","additionalProperties":{"type":"string"}},\
                        "names":{"type":"array","items":{"type":"string"},"default":["a","b"]},\
                        "claims":{"type":"array","items":{"type":"object","properties":\
                        {"quote":{"type":"string","maxLength":20,\
                        "description":"what was shown"}},\
                        "required":["quote"]},"maxItems":3},\
                        "regex":{"type":"boolean"},\
                        "more":{"type":"array","items":{"type":"object","properties":\
                        {"quote":{"type":"string","maxLength":20}},"required":["quote"]}}},\
                        "required":["stream"]}\
                        """);
    }

    @Test
    void theSchemaOfAFileNamesEachTypeAndAllowsVariablesAndListsOfOne() {
        var shapes = new LinkedHashMap<String, Class<?>>();
        shapes.put("circle", Circle.class);
        shapes.put("square", Square.class);
        var types = Types.builtIn().withVariants(Shape.class, shapes);

        assertThat(json(JsonSchema.ofDocument(Drawing.class, types, "drawing.yaml")))
                .isEqualTo(
                        """
                        {"$schema":"https://json-schema.org/draft/2020-12/schema",\
                        "title":"drawing.yaml","type":"object","properties":{\
                        "scale":{"anyOf":[{"type":"integer"},{"type":"string","pattern":"\\\\$\\\\{"}],\
                        "default":1},\
                        "shapes":{"type":["object","null"],"additionalProperties":{"oneOf":[\
                        {"type":"object","properties":{"type":{"const":"circle"},\
                        "radius":{"anyOf":[{"type":"number"},{"type":"string","pattern":"\\\\$\\\\{"}]}},\
                        "required":["type","radius"],"additionalProperties":false},\
                        {"type":"object","properties":{"type":{"const":"square"},\
                        "side":{"anyOf":[{"type":"number"},{"type":"string","pattern":"\\\\$\\\\{"}]}},\
                        "required":["type","side"],"additionalProperties":false}]}},\
                        "tags":{"anyOf":[{"type":"array","items":{"type":["string","number","boolean"]}},\
                        {"type":["string","number","boolean"]}]}},\
                        "additionalProperties":false}\
                        """);
    }
}
