package dev.watchkeeper.chart;

/// The colours of charts, for light and for dark. What a colour says is said in words as well.
final class Style {

    /// The style sheet of every chart.
    static final String SHEET =
            """
            <style>
            .paper{fill:#fff} text{font:12px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#1f2328}
            .title{font-size:15px;font-weight:600} .tick,.note{fill:#57606a} .end{text-anchor:end} .middle{text-anchor:middle}
            .verdict,.grave{font-size:13px;font-weight:600} .verdict{fill:#57606a} .grave{fill:#b3261e} .empty{font-size:14px;fill:#57606a}
            .grid{stroke:#d8dee4;stroke-width:.6} .axis{stroke:#6e7781} .line{fill:none;stroke:#0550ae;stroke-width:1.6;stroke-linejoin:round}
            .point{fill:#0550ae} .expected{fill:#2da44e;fill-opacity:.16} .concerning{fill:#cf222e;fill-opacity:.10}
            .bound{stroke:#cf222e;stroke-dasharray:6 4} .onset{stroke:#bc4c00;stroke-width:2} .change{stroke:#8250df;stroke-width:1.4;stroke-dasharray:3 3}
            .detected,.moment{stroke:#6e7781;stroke-dasharray:1 3} .flag{fill:#1f2328} .number{font-size:11px;font-weight:600;fill:#fff}
            @media (prefers-color-scheme:dark){
            .paper{fill:#0d1117} text,.title{fill:#e6edf3} .tick,.note,.verdict,.empty{fill:#9da7b3} .grave{fill:#ff7b72} .grid{stroke:#30363d}
            .axis,.detected,.moment{stroke:#8b949e} .line{stroke:#79c0ff} .point{fill:#79c0ff} .expected{fill:#3fb950;fill-opacity:.20}
            .concerning{fill:#f85149;fill-opacity:.16} .bound{stroke:#ff7b72} .onset{stroke:#f0883e} .change{stroke:#d2a8ff}
            .flag{fill:#e6edf3} .number{fill:#0d1117}}
            </style>\
            """;

    private Style() {}
}
