package com.skillforge.analytics.testing;

import com.google.zetasql.AllowedHintsAndOptions;
import com.google.zetasql.Analyzer;
import com.google.zetasql.AnalyzerOptions;
import com.google.zetasql.LanguageOptions;
import com.google.zetasql.SimpleCatalog;
import com.google.zetasql.SimpleColumn;
import com.google.zetasql.SimpleTable;
import com.google.zetasql.SqlException;
import com.google.zetasql.Type;
import com.google.zetasql.TypeFactory;
import com.google.zetasql.ZetaSQLBuiltinFunctionOptions;
import com.google.zetasql.ZetaSQLOptions.ProductMode;
import com.google.zetasql.ZetaSQLType.TypeKind;
import com.google.zetasql.resolvedast.ResolvedJoinScanEnums.JoinType;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnDefinition;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnRef;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateTableStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateViewStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedDeleteStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedExpr;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedFilterScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedJoinScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedMergeStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOption;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedOutputColumn;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedScan;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedTableScan;
import com.google.zetasql.resolvedast.ResolvedNodes.Visitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BigQuery's analyser: it resolves every name and type of a statement against the tables and views
 * that were analysed before. What BigQuery forbids and the analyser lets through is checked too:
 * partitions by anything but a time, more than four cluster columns, and queries over a table with
 * {@code require_partition_filter} that do not filter on the column of its partitions.
 */
public final class GoogleSql {
  private static final int MAX_CLUSTER_COLUMNS = 4;

  private final AnalyzerOptions options = options();
  private final SimpleCatalog catalog = new SimpleCatalog("project");
  private final Map<String, SimpleCatalog> datasets = new HashMap<>();

  /** The column of the partitions of tables that ask for a filter on it. */
  private final Map<String, String> filtered = new HashMap<>();

  public GoogleSql() {
    catalog.addZetaSQLFunctionsAndTypes(
        new ZetaSQLBuiltinFunctionOptions(options.getLanguageOptions()));
  }

  private static AnalyzerOptions options() {
    LanguageOptions language = new LanguageOptions();
    language.enableMaximumLanguageFeatures();
    language.setProductMode(ProductMode.PRODUCT_EXTERNAL);
    language.setSupportsAllStatementKinds();
    language.enableReservableKeyword("QUALIFY");
    AllowedHintsAndOptions known = new AllowedHintsAndOptions();
    known.setDisallowUnknownOptions(true);
    known.setDisallowDuplicateOptionNames(true);
    known.addOption("description", type(TypeKind.TYPE_STRING));
    known.addOption("require_partition_filter", type(TypeKind.TYPE_BOOL));
    known.addOption("partition_expiration_days", type(TypeKind.TYPE_DOUBLE));
    known.addOption("default_table_expiration_days", type(TypeKind.TYPE_DOUBLE));
    known.addOption("expiration_timestamp", type(TypeKind.TYPE_TIMESTAMP));
    AnalyzerOptions options = new AnalyzerOptions();
    options.setLanguageOptions(language);
    options.setAllowedHintsAndOptions(known);
    return options;
  }

  private static Type type(TypeKind kind) {
    return TypeFactory.createSimpleType(kind);
  }

  /**
   * Analyses a statement; tables and views that it creates are known to later ones.
   *
   * @throws IllegalArgumentException when BigQuery would refuse it: with the reason
   */
  public void accept(String sql) {
    ResolvedStatement statement;
    try {
      statement = Analyzer.analyzeStatement(sql, options, catalog);
    } catch (SqlException e) {
      throw new IllegalArgumentException(e.getMessage() + "\n" + sql, e);
    }
    requireFilters(statement, sql);
    if (statement instanceof ResolvedCreateTableStmt table) {
      create(table, sql);
    } else if (statement instanceof ResolvedCreateViewStmt view) {
      List<SimpleColumn> columns = new ArrayList<>();
      for (ResolvedOutputColumn column : view.getOutputColumnList()) {
        columns.add(new SimpleColumn("view", column.getName(), column.getColumn().getType()));
      }
      add(view.getNamePath(), columns);
    }
  }

  /** The tables and views that a statement reads, by their full names. */
  public Set<String> tablesReadBy(String sql) {
    Set<String> tables = new HashSet<>();
    Analyzer.analyzeStatement(sql, options, catalog)
        .accept(
            new Visitor() {
              @Override
              public void visit(ResolvedTableScan scan) {
                super.visit(scan);
                tables.add(scan.getTable().getFullName());
              }
            });
    return tables;
  }

  private void create(ResolvedCreateTableStmt table, String sql) {
    if (table.getPartitionByList().size() > 1) {
      throw new IllegalArgumentException("a table has one column of partitions at most\n" + sql);
    }
    for (ResolvedExpr partition : table.getPartitionByList()) {
      TypeKind kind = partition.getType().getKind();
      if (kind != TypeKind.TYPE_DATE && kind != TypeKind.TYPE_TIMESTAMP) {
        throw new IllegalArgumentException("partitions are by time, not by " + kind + "\n" + sql);
      }
    }
    if (table.getClusterByList().size() > MAX_CLUSTER_COLUMNS) {
      throw new IllegalArgumentException("a table has four cluster columns at most\n" + sql);
    }
    List<SimpleColumn> columns = new ArrayList<>();
    for (ResolvedColumnDefinition column : table.getColumnDefinitionList()) {
      columns.add(new SimpleColumn("table", column.getName(), column.getType()));
    }
    add(table.getNamePath(), columns);
    for (ResolvedOption option : table.getOptionList()) {
      if (option.getName().equals("require_partition_filter")) {
        filtered.put(
            String.join(".", table.getNamePath()),
            columnsOf(table.getPartitionByList().get(0)).get(0));
      }
    }
  }

  /** The names of the columns that an expression reads. */
  private static List<String> columnsOf(ResolvedExpr expression) {
    List<String> names = new ArrayList<>();
    expression.accept(
        new Visitor() {
          @Override
          public void visit(ResolvedColumnRef column) {
            names.add(column.getColumn().getName());
          }
        });
    return names;
  }

  private void add(List<String> path, List<SimpleColumn> columns) {
    if (path.size() != 2) {
      throw new IllegalArgumentException("a name is dataset.table here, not " + path);
    }
    SimpleCatalog dataset = datasets.computeIfAbsent(path.get(0), catalog::addNewSimpleCatalog);
    String name = path.get(1);
    if (dataset.getTable(name, null) != null) {
      dataset.removeSimpleTable(name);
    }
    SimpleTable table = new SimpleTable(name, columns);
    table.setFullName(String.join(".", path));
    dataset.addSimpleTable(table);
  }

  private void requireFilters(ResolvedStatement statement, String sql) {
    Set<ResolvedTableScan> unfiltered = Collections.newSetFromMap(new IdentityHashMap<>());
    statement.accept(
        new Visitor() {
          @Override
          public void visit(ResolvedFilterScan filter) {
            super.visit(filter);
            filters(filter.getInputScan(), filter.getFilterExpr());
          }

          @Override
          public void visit(ResolvedJoinScan join) {
            super.visit(join);
            if (join.getJoinType() == JoinType.INNER && join.getJoinExpr() != null) {
              filters(join.getLeftScan(), join.getJoinExpr());
              filters(join.getRightScan(), join.getJoinExpr());
            }
          }

          @Override
          public void visit(ResolvedMergeStmt merge) {
            super.visit(merge);
            filters(merge.getTableScan(), merge.getMergeExpr());
          }

          @Override
          public void visit(ResolvedDeleteStmt delete) {
            super.visit(delete);
            if (delete.getWhereExpr() != null) {
              filters(delete.getTableScan(), delete.getWhereExpr());
            }
          }

          private void filters(ResolvedScan input, ResolvedExpr condition) {
            if (input instanceof ResolvedTableScan scan
                && filtered.containsKey(scan.getTable().getFullName())
                && columnsOf(condition).contains(filtered.get(scan.getTable().getFullName()))) {
              unfiltered.remove(scan);
            }
          }

          @Override
          public void visit(ResolvedTableScan scan) {
            super.visit(scan);
            if (filtered.containsKey(scan.getTable().getFullName())) {
              unfiltered.add(scan);
            }
          }
        });
    for (ResolvedTableScan scan : unfiltered) {
      throw new IllegalArgumentException(
          "Cannot query over table '"
              + scan.getTable().getFullName()
              + "' without a filter over its partitions\n"
              + sql);
    }
  }
}
