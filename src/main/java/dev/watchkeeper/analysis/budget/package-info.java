/// Error budgets of objectives: burn rates, the rules of their alerts, forecasts.
@NullMarked
package dev.watchkeeper.analysis.budget;

import org.jspecify.annotations.NullMarked;
