package dev.watchkeeper.access;

import dev.watchkeeper.catalog.Catalog;
import dev.watchkeeper.model.Finding;
import dev.watchkeeper.state.FindingStore;
import dev.watchkeeper.state.FindingStore.Stored;
import java.util.List;
import java.util.function.Supplier;

/// The open findings that are in scope: those of what the scope's catalog has. Under a narrow scope
/// they come without their facts, which may tell of other streams.
///
/// @param catalog as it looks through the scope
public record OpenFindings(FindingStore store, Catalog catalog, Scope scope)
        implements Supplier<List<Stored>> {

    @Override
    public List<Stored> get() {
        return scope.allSources()
                ? store.open()
                : store.open().stream()
                        .filter(stored -> catalog.has(stored.finding().subject()))
                        .map(stored -> stored.of(withoutFacts(stored.finding())))
                        .toList();
    }

    private static Finding withoutFacts(Finding finding) {
        return new Finding(
                finding.id(),
                finding.check(),
                finding.subject(),
                finding.severity(),
                finding.state(),
                finding.title(),
                List.of(),
                finding.first(),
                finding.last(),
                finding.count(),
                null,
                finding.ignored());
    }
}
