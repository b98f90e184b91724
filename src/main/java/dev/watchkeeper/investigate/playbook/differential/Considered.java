package dev.watchkeeper.investigate.playbook.differential;

import dev.watchkeeper.investigate.playbook.differential.Evidence.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A hypothesis with what speaks for and against it.
///
/// @param cause the cause in a sentence without its end
/// @param since when it began, or null
/// @param trigger what brought it about, or null
/// @param disprovedBy what would show that it is not so, or null
public record Considered(
        Hypothesis hypothesis,
        List<Evidence> evidence,
        String cause,
        @Nullable Instant since,
        @Nullable Trigger trigger,
        @Nullable String disprovedBy,
        List<Remedy> remedies) {

    /// Further pieces of the same channel count so much: they mostly say the same again.
    private static final double AGAIN = 0.25;

    /// The same with other evidence.
    Considered with(List<Evidence> others) {
        return new Considered(
                hypothesis, List.copyOf(others), cause, since, trigger, disprovedBy, remedies);
    }

    /// The logarithm of its odds: the prior and the weights of the evidence. Of what speaks for it
    /// the heaviest piece of each channel counts in full and the others a quarter, because two log
    /// lines of one failure are not two witnesses; what speaks against it counts in full.
    public double decibans() {
        double sum = hypothesis.prior();
        Map<Channel, Double> heaviest = new EnumMap<>(Channel.class);
        for (Evidence each : evidence) {
            if (each.speaksFor()) {
                heaviest.merge(each.channel(), each.decibans(), Math::max);
                sum += AGAIN * each.decibans();
            } else {
                sum += each.decibans();
            }
        }
        return sum + heaviest.values().stream().mapToDouble(weight -> (1 - AGAIN) * weight).sum();
    }

    /// From how many channels something speaks for it.
    public long channels() {
        return evidence.stream()
                .filter(Evidence::speaksFor)
                .map(Evidence::channel)
                .distinct()
                .count();
    }

    /// What speaks for it, the heaviest first.
    public List<Evidence> speakingFor() {
        return evidence.stream()
                .filter(Evidence::speaksFor)
                .sorted(Comparator.comparingDouble(each -> -each.decibans()))
                .toList();
    }

    /// What speaks against it, the heaviest first.
    public List<Evidence> speakingAgainst() {
        return evidence.stream()
                .filter(each -> !each.speaksFor())
                .sorted(Comparator.comparingDouble(Evidence::decibans))
                .toList();
    }

    /// Whether it is likelier than not.
    public boolean holds() {
        return decibans() >= 0;
    }

    /// Whether it may lead to what the other says.
    public boolean leadsTo(Considered other) {
        return hypothesis.leadsTo().contains(other.hypothesis().getClass());
    }
}
