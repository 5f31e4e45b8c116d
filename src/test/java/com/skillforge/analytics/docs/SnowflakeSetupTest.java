package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Who follows the steps to the letter gets to a run: nothing is used before it is made, and those
 * whom runs and scripts sign in as may do what they do.
 */
class SnowflakeSetupTest {
  private static final Pattern CREATE =
      Pattern.compile(
          "CREATE (?:STORAGE )?(DATABASE|WAREHOUSE|ROLE|USER|INTEGRATION) IF NOT EXISTS"
              + " (\\w+)(.*)");
  private static final Pattern ON =
      Pattern.compile(
          "GRANT .* ON (DATABASE|WAREHOUSE|INTEGRATION|ACCOUNT)(?: (\\w+))? TO ROLE (\\w+)");
  private static final Pattern ROLE_TO = Pattern.compile("GRANT ROLE (\\w+) TO (ROLE|USER) (\\w+)");
  private static final Pattern TO_ROLE = Pattern.compile(".* (?:TO|FROM) ROLE (\\w+)");
  private static final Pattern DEFAULT = Pattern.compile("DEFAULT_(ROLE|WAREHOUSE) = (\\w+)");

  /** What is used too early, in words; nothing when the order holds. */
  private static List<String> problems(List<String> statements) {
    Set<String> made = new HashSet<>(Set.of("ROLE sysadmin", "ACCOUNT null"));
    List<String> problems = new ArrayList<>();
    for (String statement : statements) {
      List<String> used = new ArrayList<>();
      Matcher create = CREATE.matcher(statement);
      Matcher on = ON.matcher(statement);
      Matcher role = ROLE_TO.matcher(statement);
      Matcher to = TO_ROLE.matcher(statement);
      if (create.matches()) {
        Matcher defaults = DEFAULT.matcher(create.group(3));
        defaults.results().forEach(one -> used.add(one.group(1) + " " + one.group(2)));
      } else if (role.matches()) {
        used.addAll(List.of("ROLE " + role.group(1), role.group(2) + " " + role.group(3)));
      } else if (on.matches()) {
        used.addAll(List.of(on.group(1) + " " + on.group(2), "ROLE " + on.group(3)));
      } else if (to.matches()) {
        used.add("ROLE " + to.group(1));
      }
      used.stream()
          .filter(one -> !made.contains(one))
          .forEach(one -> problems.add(one + " is not there yet: " + statement));
      if (create.matches()) {
        made.add(create.group(1) + " " + create.group(2));
      }
    }
    return problems;
  }

  @Test
  void nothingIsUsedBeforeItIsMade() throws IOException {
    List<String> statements = SnowflakeSetup.statementsWithGrants();

    assertThat(statements).hasSizeGreaterThan(100);
    assertThat(problems(statements)).isEmpty();
  }

  @Test
  void whatIsUsedTooEarlyIsFound() throws IOException {
    List<String> reversed = new ArrayList<>(SnowflakeSetup.statements());
    Collections.reverse(reversed);

    assertThat(problems(reversed))
        .contains(
            "USER skillforge_loader is not there yet: GRANT ROLE skillforge_pipeline TO USER"
                + " skillforge_loader",
            "INTEGRATION skillforge_staging is not there yet: GRANT USAGE ON INTEGRATION"
                + " skillforge_staging TO ROLE skillforge_pipeline")
        .anyMatch(
            problem -> problem.startsWith("ROLE skillforge_owner is not there yet: CREATE USER"));
  }

  @Test
  void everyUserHasItsRoleAndEveryRoleADatabaseAndAWarehouse() throws IOException {
    List<String> statements = SnowflakeSetup.statements();
    for (String statement : statements) {
      Matcher create = CREATE.matcher(statement);
      if (create.matches() && create.group(1).equals("USER")) {
        Matcher role = Pattern.compile("DEFAULT_ROLE = (\\w+)").matcher(statement);
        assertThat(role.find()).as(statement).isTrue();
        assertThat(statements)
            .contains("GRANT ROLE " + role.group(1) + " TO USER " + create.group(2));
      }
    }
    for (String role : roles()) {
      assertThat(statements)
          .anyMatch(one -> one.matches("GRANT USAGE.* ON DATABASE skillforge_db TO ROLE " + role))
          .contains("GRANT USAGE ON WAREHOUSE skillforge_wh TO ROLE " + role);
    }
  }

  /** Those of the grants, and whoever is called the owner. */
  private static Set<String> roles() throws IOException {
    Set<String> roles = new TreeSet<>(Set.of("skillforge_owner"));
    Pattern.compile("CREATE ROLE IF NOT EXISTS (\\w+)")
        .matcher(Files.readString(Path.of("sql/snowflake/9-grants.sql")))
        .results()
        .forEach(role -> roles.add(role.group(1)));
    assertThat(roles).hasSize(6);
    return roles;
  }

  /** Whoever applies the DDL owns the tasks, and Snowflake runs a task as its owner. */
  @Test
  void theOwnerOfTasksMayRunThemAndSeesTheRowsThatTheyMerge() throws IOException {
    List<String> statements = SnowflakeSetup.statements();
    assertThat(Files.readString(Path.of("sql/snowflake/8-retention.sql")))
        .contains("USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE");
    assertThat(Files.readString(Path.of("sql/snowflake/9-grants.sql")))
        .contains("IS_ROLE_IN_SESSION('SKILLFORGE_PIPELINE')")
        .doesNotContain("SKILLFORGE_OWNER");
    assertThat(statements)
        .contains(
            "GRANT EXECUTE TASK ON ACCOUNT TO ROLE skillforge_owner",
            "GRANT EXECUTE MANAGED TASK ON ACCOUNT TO ROLE skillforge_owner",
            "GRANT ROLE skillforge_pipeline TO ROLE skillforge_owner");
  }

  @Test
  void theCommandsNameWhatTheStatementsMake() throws IOException {
    Set<String> made =
        SnowflakeSetup.statements().stream()
            .map(CREATE::matcher)
            .filter(Matcher::matches)
            .map(create -> create.group(1) + " " + create.group(2))
            .collect(Collectors.toSet());
    Set<String> named =
        Pattern.compile("--snowflake(?:Storage)?(User|Role|Warehouse|Database|Integration)=(\\w+)")
            .matcher(SnowflakeSetup.commands())
            .results()
            .map(SnowflakeSetupTest::object)
            .collect(Collectors.toSet());
    assertThat(named).hasSize(7).isSubsetOf(made);
  }

  private static String object(MatchResult option) {
    return option.group(1).toUpperCase(Locale.ROOT) + " " + option.group(2);
  }
}
