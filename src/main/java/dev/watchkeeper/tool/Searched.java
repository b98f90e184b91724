package dev.watchkeeper.tool;

import dev.watchkeeper.model.TimeRange;
import dev.watchkeeper.source.ReadReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was looked at for an answer, so that "nothing" says where and when.
final class Searched {

    private Searched() {}

    /// The `searched` part of an answer over one stream.
    static Map<String, Object> of(String stream, TimeRange range, ReadReport report) {
        var searched = new LinkedHashMap<String, Object>();
        searched.put("stream", stream);
        searched.put("from", range.from().toString());
        searched.put("until", range.until().toString());
        searched.put("examined", report.examined());
        searched.put("complete", report.complete());
        if (!report.complete() && report.reached() != null) {
            searched.put("searched_only_to", report.reached().toString());
        }
        if (report.broken() > 0) {
            searched.put("broken", report.broken());
            var samples = new ArrayList<List<String>>();
            for (var sample : report.brokenSamples()) {
                samples.add(List.of(sample.ref(), sample.problem(), sample.text()));
            }
            searched.put("broken_samples", samples);
        }
        if (!report.remarks().isEmpty()) {
            searched.put("remarks", report.remarks());
        }
        return searched;
    }
}
