namespace MigrationGuard.Truth.Generation;

internal sealed class FluentDialect : Dialect
{
    public override string BuilderType => "Migration";

    public override string Builder => "this";

    public override string Operation(MigrationWriter w, Scope scope)
    {
        var m = scope.Argument;
        string Text() => w.Text(scope);
        string Type() => w.Choices.Of("AsInt32()", "AsString(50)", "AsString()", "AsBoolean()", "AsDecimal(10, 2)", "AsGuid()", "AsDateTime()", "AsCustom(\"jsonb\")", "AsInt64()", "AsBinary(8)");
        string Options() => w.Choices.Of("", ".Nullable()", ".NotNullable()", ".NotNullable().WithDefaultValue(1)", ".Unique()", ".Indexed()", ".WithDefault(SystemMethods.NewGuid)");
        return w.Choices.Next(20) switch
        {
            0 => $"{m}.Delete.Column({Text()}).FromTable({Text()});",
            1 => $"{m}.Delete.Table({Text()}){w.Choices.Of("", ".InSchema(\"s\")")};",
            2 => $"{m}.Create.Column({Text()}).OnTable({Text()}).{Type()}{Options()};",
            3 => $"{m}.Alter.Column({Text()}).OnTable({Text()}).{Type()}{w.Choices.Of(".Nullable()", ".NotNullable()", "")};",
            4 => $"{m}.Create.Table({Text()}).WithColumn(\"Id\").AsInt32().PrimaryKey().Identity().WithColumn({Text()}).{Type()}{Options()};",
            5 => $"{m}.Alter.Table({Text()}).AddColumn({Text()}).{Type()}{Options()};",
            6 => $"{m}.Rename.Column({Text()}).OnTable({Text()}).To({Text()});",
            7 => $"{m}.Rename.Table({Text()}).To({Text()});",
            8 => $"{m}.Create.Index({Text()}).OnTable({Text()}).OnColumn({Text()}).{w.Choices.Of("Ascending()", "Descending()")}{w.Choices.Of("", ".OnColumn(\"B\").Ascending()", ".WithOptions().Unique()")};",
            9 => $"{m}.Delete.Index({Text()}).OnTable({Text()});",
            10 => $"{m}.Create.ForeignKey({Text()}).FromTable({Text()}).ForeignColumn({Text()}).ToTable({Text()}).PrimaryColumn({Text()}){w.Choices.Of("", ".OnDelete(System.Data.Rule.Cascade)")};",
            11 => $"{m}.Delete.ForeignKey({Text()}).OnTable({Text()});",
            12 => $"{m}.Execute.Sql({Text()});",
            13 => $"{m}.Execute.Sql($\"UPDATE {{{Text()}}} SET A = {{{w.Choices.Of("1", "2 + 3")}}}\");",
            14 => $"{m}.Insert.IntoTable({Text()}).Row(new {{ A = 1, B = {Text()} }}){w.Choices.Of("", ".Row(new { A = 2, B = \"z\" })")};",
            15 => $"{m}.Update.Table({Text()}).Set(new {{ A = {w.Choices.Of("1", "true", "\"v\"")} }}).{w.Choices.Of("AllRows()", "Where(new { Id = 4 })")};",
            16 => $"{m}.Delete.FromTable({Text()}).{w.Choices.Of("AllRows()", "Row(new { Id = 3 })")};",
            17 => $"{m}.Create.UniqueConstraint({Text()}).OnTable({Text()}).Columns({Text()}, \"B\");",
            18 => $"{m}.Create.Schema({Text()});",
            _ => $"{m}.Delete.PrimaryKey({Text()}).FromTable({Text()});",
        };
    }

    public override string DropTable(string builder) => $"{builder}.Delete.Table(\"Late\");";

    public override string ForProvider(MigrationWriter w, Scope scope, string code, string other) => w.Choices.Next(3) switch
    {
        0 => $$"""{{scope.Argument}}.IfDatabase({{w.Choices.Of("\"postgres\"", "\"SqlServer\", \"SQLite\"", "\"mysql\"")}}).Delegate(() => { {{code}} }); {{other}}""",
        1 => $$"""{{scope.Argument}}.IfDatabase("sqlite").Execute.Sql({{w.Text(scope)}}); {{other}}""",
        _ => $$"""if (!{{scope.Argument}}.Schema.Table("T").Exists()) { {{code}} } else { {{other}} }""",
    };

    public override string File(int number, string members, string baseMembers, string types, string up, string down) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Reflection;
        using System.Text;
        using System.Threading.Tasks;
        using FluentMigrator;

        namespace Generated{{number}}
        {
            public abstract class TeamMigration : Migration
            {
                {{baseMembers}}
            }

            [Migration({{number + 1}})]
            public class M : TeamMigration
            {
                {{members}}

                public override void Up()
                {
                    {{up}}
                }

                public override void Down()
                {
                    {{down}}
                }
            }

            {{types}}
        }
        """;
}
