using System.Text.Json;
using MigrationGuard.Core.Tests.Json;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Core.Tests.Planning;

public class ConfigurationReaderTests
{
    private const string Complete =
        """
        {
          "$schema": "https://example.org/schema.json",
          "engine": "postgresql",
          "engineVersion": "16.4",
          "released": "20260901120000_AddCustomerFullName",
          "contexts": {
            "ReportingContext": { "engine": "sqlite", "released": "none" },
            "FluentMigrator": { "released": "202609011200" }
          },
          "tableSizes": { "sales.Orders": 12000000, "Customers": 0, "Files": { "rows": 5, "bytes": 2000000 }, "Images": { "bytes": 40 } },
          "rowsPerSecond": { "rewrite": 250000, "copy": 1 }
        }
        """;

    private const string CompletePlan =
        """
        {
          "deployment": {
            "mechanism": "blue-green", "name": "shop", "service": "shop", "current": "green", "previous": "blue", "previousVersion": "$PREVIOUS_VERSION",
            "health": "https://shop.example/health", "configuration": "git -C config revert HEAD", "infrastructure": "none", "window": "Monday to Thursday"
          },
          "rollout": [ { "percent": 5, "minutes": 15 }, { "percent": 100, "minutes": 0 } ],
          "featureFlags": [ { "name": "gift-cards", "off": "flags off gift-cards", "show": "flags show gift-cards", "schedule": "5 %", "fallback": "environment variable" } ],
          "thresholds": { "errorRatePercent": 2, "businessMetric": "orders per minute" },
          "roles": { "decides": "team lead", "executes": "on call", "approves": "dba", "escalation": "cto", "informed": "support" },
          "channels": { "incident": "#incidents", "customers": "mail", "statusPage": "https://status.example", "dashboard": "https://graphs.example" },
          "backup": { "location": "s3://backups", "restoreMinutes": 45, "testedOn": "2026-11-01", "restore": "docs/restore.md" },
          "connection": { "migrations": "SHOP_DB" },
          "externalState": [ { "name": "basket cache", "kind": "cache", "mitigation": "flush it" } ],
          "validation": [ { "name": "orders without customer", "query": "SELECT count(*) FROM x", "expect": "0" } ]
        }
        """;

    private const string AllowedHere = "llowed are $schema, engine, engineVersion, engineEdition, released, contexts, tableSizes, rowsPerSecond, rules, deployment, rollout, featureFlags, thresholds, roles, channels, backup, connection, "
        + "externalState, validation";

    private const string Rows = "a whole number from 0 to 1000000000000000 of rows, or an object with 'rows' and 'bytes'";

    [Fact]
    public void Everything_the_file_says_is_read()
    {
        var (configuration, problems) = Read(Complete);

        Assert.Empty(problems);
        Assert.Equal(Engine.PostgreSql, configuration.Engine);
        Assert.Equal("16.4", configuration.EngineVersion);
        Assert.Equal("20260901120000_AddCustomerFullName", configuration.Released);
        Assert.Equal(
            [
                new ContextConfiguration { Name = "FluentMigrator", Released = "202609011200" },
                new ContextConfiguration { Name = "ReportingContext", Engine = Engine.Sqlite, Released = "none" },
            ],
            configuration.Contexts);
        Assert.Equal(
            [new TableSize("Customers", 0), new TableSize("Files", 5, 2000000), new TableSize("Images", null, 40), new TableSize("sales.Orders", 12000000)],
            configuration.TableSizes);
        Assert.Equal([new WorkRate(WorkKind.Rewrite, 250000), new WorkRate(WorkKind.Copy, 1)], configuration.Rates);
    }

    [Fact]
    public void Released_can_be_said_for_each_context()
    {
        var (configuration, problems) = Read("""{ "released": { "Shop.ShopContext": "A", "FluentMigrator": "none" }, "contexts": { "Shop.ShopContext": { "engine": "mysql" } } }""");

        Assert.Empty(problems);
        Assert.Equal("", configuration.Released);
        Assert.Equal(new ContextConfiguration { Name = "Shop.ShopContext", Engine = Engine.MySql, Released = "A" }, configuration.Find("Shop.ShopContext"));
        Assert.Equal("none", configuration.Find(null)!.Released);
    }

    [Fact]
    public void An_empty_object_says_nothing_and_is_no_problem()
    {
        var (configuration, problems) = Read("{}");

        Assert.Empty(problems);
        Assert.Equal((Engine.Unknown, ""), (configuration.Engine, configuration.Released));
    }

    [Theory]
    [InlineData("", 1, 1, "the file is no JSON: a value is missing: the text ends here; correct the syntax")]
    [InlineData("{\n  \"engine\": \"mysql\",\n}", 3, 1, "the file is no JSON: a comma before '}' is not allowed; correct the syntax")]
    [InlineData("{\n  // note\n}", 2, 3, "the file is no JSON: JSON has no comments; correct the syntax")]
    [InlineData("[]", 1, 1, "an object is expected, not a list; write an object")]
    [InlineData("""{ "egnine": "mysql" }""", 1, 3, "'egnine': the property 'egnine' is not known; did you mean 'engine'? A" + AllowedHere)]
    [InlineData("""{ "Released": "A" }""", 1, 3, "'Released': the property 'Released' is not known; did you mean 'released'? A" + AllowedHere)]
    [InlineData("""{ "notifications": {} }""", 1, 3, "'notifications': the property 'notifications' is not known; a" + AllowedHere)]
    [InlineData("""{ "engine": "postgres" }""", 1, 13, "'engine': 'postgres' is no engine; did you mean 'postgresql'? Allowed are postgresql, sqlserver, mysql, sqlite")]
    [InlineData("""{ "engine": "mssql" }""", 1, 13, "'engine': 'mssql' is no engine; did you mean 'sqlserver'? Allowed are postgresql, sqlserver, mysql, sqlite")]
    [InlineData("""{ "engine": "oracle" }""", 1, 13, "'engine': 'oracle' is no engine; allowed are postgresql, sqlserver, mysql, sqlite")]
    [InlineData("""{ "engine": 16 }""", 1, 13, "'engine': a string is expected, not a number; write a string")]
    [InlineData("""{ "engine": null }""", 1, 13, "'engine': a string is expected, not null; write a string")]
    [InlineData("""{ "engine": "mysql", "engine": "sqlite" }""", 1, 22, "'engine': 'engine' is said twice; remove one of the two")]
    [InlineData("""{ "engineVersion": 16 }""", 1, 20, "'engineVersion': a string is expected, not a number; write a string")]
    [InlineData("""{ "engineVersion": "16.x" }""", 1, 20, "'engineVersion': '16.x' is no version; write numbers with points, such as \"16\" or \"8.0.36\"")]
    [InlineData("""{ "released": true }""", 1, 15, "'released': a migration id, \"none\", or an object from context to id is expected, not a truth value; write a migration id, \"none\", or an object from context to id")]
    [InlineData("""{ "released": " " }""", 1, 15, "'released': it is empty; write a migration id, \"none\", or an object from context to id, or leave the property out")]
    [InlineData("""{ "released": { "A": 1 } }""", 1, 22, "'released.A': a migration id or \"none\" is expected, not a number; write a migration id or \"none\"")]
    [InlineData("""{ "contexts": { "A": "mysql" } }""", 1, 22, "'contexts.A': an object is expected, not a string; write an object")]
    [InlineData("""{ "contexts": { "A": { "engin": "mysql" } } }""", 1, 24, "'contexts.A.engin': the property 'engin' is not known; did you mean 'engine'? Allowed are engine, released")]
    [InlineData("""{ "contexts": { "": {} } }""", 1, 17, "'contexts.': a name in 'contexts' is empty; give it a name")]
    [InlineData("""{ "released": { "A": "1" }, "contexts": { "A": { "released": "2" } } }""", 1, 62, "'contexts.A.released': the last released migration of 'A' is said twice; say it in 'released' or in 'contexts', not in both")]
    [InlineData("""{ "tableSizes": [] }""", 1, 17, "'tableSizes': an object is expected, not a list; write an object")]
    [InlineData("""{ "tableSizes": { "T": -1 } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a number; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": 1.5 } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a number; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": 1e3 } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a number; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": 1000000000000001 } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a number; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": 99999999999999999999 } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a number; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": "NaN" } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not a string; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": null } }""", 1, 24, "'tableSizes.T': " + Rows + " is expected, not null; write " + Rows)]
    [InlineData("""{ "tableSizes": { "T": {} } }""", 1, 19, "'tableSizes.T': it says neither 'rows' nor 'bytes'; say one of them, or leave the table out")]
    [InlineData("""{ "tableSizes": { "T": { "row": 1 } } }""", 1, 26, "'tableSizes.T.row': the property 'row' is not known; did you mean 'rows'? Allowed are rows, bytes")]
    [InlineData("""{ "tableSizes": { "T": { "rows": -1 } } }""", 1, 34, "'tableSizes.T.rows': a whole number from 0 to 1000000000000000 of rows is expected, not a number; write a whole number from 0 to 1000000000000000 of rows")]
    [InlineData("""{ "tableSizes": { "T": { "bytes": 100000000000000001 } } }""", 1, 35, "'tableSizes.T.bytes': a whole number from 0 to 100000000000000000 of bytes is expected, not a number; write a whole number from 0 to 100000000000000000 of bytes")]
    [InlineData("""{ "rowsPerSecond": 5 }""", 1, 20, "'rowsPerSecond': an object is expected, not a number; write an object")]
    [InlineData("""{ "rowsPerSecond": { "scan": 0 } }""", 1, 30, "'rowsPerSecond.scan': a whole number from 1 to 1000000000000 of rows a second is expected, not a number; write a whole number from 1 to 1000000000000 of rows a second")]
    [InlineData("""{ "rowsPerSecond": { "scan": -5 } }""", 1, 30, "'rowsPerSecond.scan': a whole number from 1 to 1000000000000 of rows a second is expected, not a number; write a whole number from 1 to 1000000000000 of rows a second")]
    [InlineData("""{ "rowsPerSecond": { "scan": "NaN" } }""", 1, 30, "'rowsPerSecond.scan': a whole number from 1 to 1000000000000 of rows a second is expected, not a string; write a whole number from 1 to 1000000000000 of rows a second")]
    [InlineData("""{ "rowsPerSecond": { "index": 5 } }""", 1, 22, "'rowsPerSecond.index': the property 'index' is not known; allowed are scan, rewrite, indexBuild, foreignKey, update, delete, copy")]
    public void A_mistake_is_named_with_its_place_and_what_is_allowed(string text, int line, int column, string message)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Equal("MG0003", problem.Rule);
        Assert.Equal(("src/migrationguard.json", line, column), (problem.Span.File, problem.Span.Line, problem.Span.Column));
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_and_the_rest_is_read()
    {
        var (configuration, problems) = Read("""{ "engine": "postgres", "released": "A", "x": 1, "tableSizes": { "T": "many", "U": 5 } }""");

        Assert.Equal(["engine", "x", "tableSizes.T"], problems.Select(problem => problem.Object));
        Assert.Equal("A", configuration.Released);
        Assert.Equal([new TableSize("U", 5)], configuration.TableSizes);
    }

    [Fact]
    public void A_hostile_name_shows_itself_on_one_line()
    {
        var problem = Assert.Single(Read("{ \"a\\nerror MG6001: \\u202Efoo\": 1 }").Problems);

        Assert.Contains("'a\\nerror MG6001: \\u202efoo'", problem.Message);
        Assert.DoesNotContain(problem.Message, c => char.IsControl(c) || c == '\u202E');
    }

    [Fact]
    public void Everything_a_plan_needs_is_read()
    {
        var (configuration, problems) = Read(CompletePlan);

        Assert.Empty(problems);
        var plan = configuration.Plan;
        Assert.Equal(
            (DeploymentMechanism.BlueGreen, "shop", "green", "$PREVIOUS_VERSION", "none"),
            (plan.Deployment!.Mechanism!.Value, plan.Deployment.Name, plan.Deployment.Current, plan.Deployment.PreviousVersion, plan.Deployment.Infrastructure));
        Assert.Equal([new RolloutStage(5, 15), new RolloutStage(100, 0)], plan.Rollout!);
        Assert.Equal(("gift-cards", "flags off gift-cards"), (plan.FeatureFlags![0].Name, plan.FeatureFlags[0].Off));
        Assert.Equal((2, null), (plan.Thresholds.ErrorRatePercent, plan.Thresholds.LatencyFactor));
        Assert.Equal(("team lead", "#incidents", 45), (plan.Roles.Decides, plan.Channels.Incident, plan.Backup.RestoreMinutes));
        Assert.Equal(("SHOP_DB", "DATABASE_URL"), (plan.Connection.Migrations, plan.Connection.Tools));
        Assert.Equal([new ExternalState("basket cache", "cache", "flush it")], plan.ExternalState!);
        Assert.Equal([new ValidationQuery("orders without customer", "SELECT count(*) FROM x", "0")], plan.Validation);
    }

    [Fact]
    public void A_list_that_is_said_to_be_empty_is_not_a_list_that_nobody_said()
    {
        Assert.Empty(Read("""{ "featureFlags": [] }""").Configuration.Plan.FeatureFlags!);
        Assert.Null(Read("{}").Configuration.Plan.FeatureFlags);
    }

    [Theory]
    [InlineData("""{ "deployment": { "mechanism": "kubernets" } }""", "'deployment.mechanism': 'kubernets' is none of the choices; did you mean 'kubernetes'? Allowed are none, kubernetes, blue-green, canary, iis, systemd")]
    [InlineData("""{ "deployment": { "nam": "x" } }""", "did you mean 'name'?")]
    [InlineData("""{ "deployment": { "name": " " } }""", "'deployment.name': it is empty; write what it says, or leave the property out")]
    [InlineData("""{ "deployment": [] }""", "'deployment': an object is expected, not a list; write an object")]
    [InlineData("""{ "rollout": {} }""", "'rollout': a list is expected, not an object; write a list")]
    [InlineData("""{ "rollout": [ { "percent": 101, "minutes": 1 } ] }""", "'rollout[0].percent': a whole number from 1 to 100 is expected, not a number; write a whole number from 1 to 100")]
    [InlineData("""{ "rollout": [ { "percent": 10 } ] }""", "'rollout[0]': 'minutes' is missing; add it")]
    [InlineData("""{ "featureFlags": [ { "off": "x" } ] }""", "'featureFlags[0]': 'name' is missing; add it")]
    [InlineData("""{ "thresholds": { "errorRate": 5 } }""", "the property 'errorRate' is not known")]
    [InlineData("""{ "roles": { "decides": 1 } }""", "'roles.decides': a string is expected, not a number; write a string")]
    [InlineData("""{ "backup": { "testedOn": "1st of May" } }""", "'backup.testedOn': '1st of May' is no day; write it as 2026-11-30")]
    [InlineData("""{ "connection": { "migrations": "Host=db;Password=secret" } }""", "'connection.migrations': it is no name of an environment variable; write the name of the variable in capitals, digits and underscores, never the connection itself")]
    [InlineData("""{ "externalState": [ { "name": "a", "kind": "cahce", "mitigation": "b" } ] }""", "did you mean 'cache'?")]
    [InlineData("""{ "validation": [ 1 ] }""", "'validation[0]': an object is expected, not a number; write an object")]
    public void A_mistake_in_what_a_plan_needs_is_named(string text, string message)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Equal("MG0003", problem.Rule);
        Assert.Contains(message, problem.Message);
        Assert.DoesNotContain("secret", problem.Message);
        Assert.NotEmpty(JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json")).Validate(text));
    }

    [Theory]
    [InlineData("""{ "rules": [ { "id": "MG9001", "operation": "sql", "message": "m" } ] }""", "'rules[0].id': 'MG9001' begins with MG, as MigrationGuard's own rules do")]
    [InlineData("""{ "rules": [ { "id": "Shop1", "operation": "sql", "message": "m" } ] }""", "'rules[0].id': 'Shop1' is no rule id; write capitals and then digits")]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "dropColum", "message": "m" } ] }""", "'rules[0].operation': 'dropColum' is none of the choices; did you mean 'dropColumn'?")]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql" } ] }""", "'rules[0]': 'message' is missing; add it")]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql", "message": "m", "severity": "fatal" } ] }""", "'rules[0].severity': 'fatal' is none of the choices; allowed are info, warning, error")]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql", "mesage": "m", "message": "m" } ] }""", "did you mean 'message'?")]
    public void A_mistake_in_a_rule_of_the_team_is_named(string text, string message)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Equal(("MG0003", "src/migrationguard.json", 1), (problem.Rule, problem.Span.File, problem.Span.Line));
        Assert.Contains(message, problem.Message);
        Assert.NotEmpty(JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json")).Validate(text));
    }

    [Fact]
    public void Two_rules_of_the_team_need_two_ids()
    {
        var problem = Assert.Single(Read("""{ "rules": [ { "id": "SHOP001", "operation": "sql", "message": "a" }, { "id": "SHOP001", "operation": "any", "message": "b" } ] }""").Problems);

        Assert.Contains("'rules[1].id': 'SHOP001' is the id of another rule of this file", problem.Message);
    }

    [Fact]
    public void Every_operation_of_the_model_can_be_named_by_a_rule_of_the_team()
    {
        var kinds = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract).Select(type => char.ToLowerInvariant(type.Name[0]) + type.Name[1..]).ToList();
        var named = MigrationGuard.Rules.CustomRule.Operations.Where(operation => operation != MigrationGuard.Rules.CustomRule.AnyOperation).ToList();

        Assert.Empty(named.Except(kinds));
        Assert.Equal(["validateConstraint"], kinds.Except(named).Order(StringComparer.Ordinal));

        var schema = JsonDocument.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json")).RootElement.GetProperty("properties").GetProperty("rules").GetProperty("items").GetProperty("properties");
        Assert.Equal(MigrationGuard.Rules.CustomRule.Operations, schema.GetProperty("operation").GetProperty("enum").EnumerateArray().Select(value => value.GetString()!));
    }

    [Fact]
    public void The_published_schema_and_the_reader_know_the_same_properties_of_a_plan()
    {
        var properties = JsonDocument.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json")).RootElement.GetProperty("properties");
        foreach (var (name, known) in new[]
        {
            ("deployment", ConfigurationReader.DeploymentProperties),
            ("thresholds", ConfigurationReader.ThresholdProperties),
            ("roles", ConfigurationReader.RoleProperties),
            ("channels", ConfigurationReader.ChannelProperties),
            ("backup", ConfigurationReader.BackupProperties),
            ("connection", ConfigurationReader.ConnectionProperties),
        })
        {
            Assert.Equal(known, properties.GetProperty(name).GetProperty("properties").EnumerateObject().Select(property => property.Name));
        }

        foreach (var (name, known) in new[]
        {
            ("rules", ConfigurationReader.RuleProperties),
            ("rollout", ConfigurationReader.StageProperties),
            ("featureFlags", ConfigurationReader.FlagProperties),
            ("externalState", ConfigurationReader.ExternalStateProperties),
            ("validation", ConfigurationReader.ValidationProperties),
        })
        {
            Assert.Equal(known, properties.GetProperty(name).GetProperty("items").GetProperty("properties").EnumerateObject().Select(property => property.Name));
        }
    }

    [Fact]
    public void The_published_schema_and_the_reader_know_the_same_properties()
    {
        var schema = JsonDocument.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json")).RootElement;

        Assert.Equal(ConfigurationReader.Properties, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ConfigurationReader.ContextProperties,
            schema.GetProperty("$defs").GetProperty("context").GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(ConfigurationReader.RateProperties, schema.GetProperty("properties").GetProperty("rowsPerSecond").GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(WorkRates.AllKinds.Count, ConfigurationReader.RateProperties.Count);
        Assert.All(
            schema.GetProperty("$defs").GetProperty("engine").GetProperty("enum").EnumerateArray(),
            engine => Assert.True(EngineNames.TryParse(engine.GetString(), out _)));
    }

    [Theory]
    [InlineData(Complete, true)]
    [InlineData(CompletePlan, true)]
    [InlineData("{}", true)]
    [InlineData("""{ "released": { "A": "1" } }""", true)]
    [InlineData("""{ "released": "none" }""", true)]
    [InlineData("""{ "engine": "postgres" }""", false)]
    [InlineData("""{ "egnine": "mysql" }""", false)]
    [InlineData("""{ "engineVersion": "16.x" }""", false)]
    [InlineData("""{ "engineVersion": "" }""", false)]
    [InlineData("""{ "released": 1 }""", false)]
    [InlineData("""{ "released": "" }""", false)]
    [InlineData("""{ "contexts": { "A": { "engin": "mysql" } } }""", false)]
    [InlineData("""{ "tableSizes": { "T": -1 } }""", false)]
    [InlineData("""{ "tableSizes": { "T": 1.5 } }""", false)]
    [InlineData("""{ "tableSizes": { "T": 1000000000000001 } }""", false)]
    [InlineData("""{ "tableSizes": { "T": "NaN" } }""", false)]
    [InlineData("""{ "tableSizes": { "T": {} } }""", false)]
    [InlineData("""{ "tableSizes": { "T": { "rows": -1 } } }""", false)]
    [InlineData("""{ "tableSizes": { "T": { "bytes": 5 } } }""", true)]
    [InlineData("""{ "rowsPerSecond": {} }""", true)]
    [InlineData("""{ "rowsPerSecond": { "scan": 0 } }""", false)]
    [InlineData("""{ "rowsPerSecond": { "scan": 1000000000001 } }""", false)]
    [InlineData("""{ "rowsPerSecond": { "index": 5 } }""", false)]
    [InlineData("""{ "deployment": { "downtime": true } }""", true)]
    [InlineData("""{ "deployment": { "downtime": "yes" } }""", false)]
    [InlineData("""{ "deployment": { "downtime": null } }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "dropColumn", "table": "audit_*", "message": "m", "severity": "error" }, { "id": "SHOP002", "operation": "any", "message": "m" } ] }""", true)]
    [InlineData("""{ "rules": [ { "id": "MG9001", "operation": "dropColumn", "message": "m" } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "shop1", "operation": "dropColumn", "message": "m" } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP", "operation": "dropColumn", "message": "m" } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "DropColumn", "message": "m" } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql", "message": " " } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql" } ] }""", false)]
    [InlineData("""{ "rules": [ { "id": "SHOP001", "operation": "sql", "message": "m", "severity": "none" } ] }""", false)]
    [InlineData("""{ "rules": { "SHOP001": "sql" } }""", false)]
    [InlineData("[]", false)]
    public void The_published_schema_and_the_reader_accept_the_same(string text, bool valid)
    {
        var schema = JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/migrationguard.schema.json"));

        Assert.Equal((valid, valid), (schema.Validate(text).Count == 0, Read(text).Problems.Count == 0));
    }

    private static ConfigurationReading Read(string text) => GuardConfiguration.Parse(new ConfigurationText("src/migrationguard.json", text));
}
