namespace MigrationGuard.Truth.Generation;

internal sealed class EfCoreDialect : Dialect
{
    public override string BuilderType => "MigrationBuilder";

    public override string Builder => "migrationBuilder";

    public override string Operation(MigrationWriter w, Scope scope)
    {
        var b = scope.Argument;
        string Text() => w.Text(scope);
        return w.Choices.Next(24) switch
        {
            0 => $"{b}.DropColumn({Text()}, {Text()});",
            1 => $"{b}.DropTable(name: {Text()}, schema: {Text()});",
            2 => $"{b}.AddColumn<int>(name: {Text()}, table: {Text()}, nullable: {w.Choices.Of("true", "false")}, defaultValue: {w.Choices.Of("0", "-5", "(object?)null")});",
            3 => $"{b}.AddColumn<string>(name: {Text()}, table: {Text()}, type: {w.Choices.Of("\"text\"", "\"nvarchar(max)\"", "null")}, maxLength: {w.Choices.Of("null", "40", "4 * 10")}, nullable: true);",
            4 => $"{b}.AlterColumn<string>(name: {Text()}, table: {Text()}, nullable: false, defaultValue: {Text()}, oldClrType: typeof(string), oldNullable: true);",
            5 => $"{b}.RenameColumn({Text()}, {Text()}, newName: {Text()});",
            6 => $"{b}.RenameTable({Text()}, newName: {Text()}, newSchema: {w.Choices.Of("null", "\"s\"")});",
            7 => $"{b}.CreateIndex(name: {Text()}, table: {Text()}, columns: new[] {{ {Text()}, {Text()} }}, unique: {w.Choices.Of("true", "false")}, descending: {w.Choices.Of("null", "new bool[0]", "new[] { true, false }")});",
            8 => $"{b}.DropIndex({Text()}, {Text()});",
            9 => $"{b}.AddForeignKey({Text()}, {Text()}, {Text()}, {Text()}, principalColumn: {Text()}, onDelete: ReferentialAction.{w.Choices.Of("Cascade", "NoAction", "SetNull")});",
            10 => $"{b}.DropForeignKey({Text()}, {Text()});",
            11 => $"{b}.AddPrimaryKey({Text()}, {Text()}, {Text()});",
            12 => $"{b}.DropPrimaryKey({Text()}, {Text()});",
            13 => $"{b}.Sql({Text()}{w.Choices.Of("", ", suppressTransaction: true", ", true")});",
            14 => $"{b}.Sql($\"UPDATE {{{Text()}}} SET A = {{{w.Choices.Of("1", "2 + 3", "(int)DayOfWeek.Friday")}}}\");",
            15 => $"{b}.InsertData({Text()}, new[] {{ {Text()}, \"B\" }}, new object[] {{ {w.Choices.Of("1", "1.5m", "true", "'c'")}, {Text()} }});",
            16 => $"{b}.UpdateData(table: {Text()}, keyColumn: {Text()}, keyValue: 7, column: {Text()}, value: {w.Choices.Of("null", "3L", "\"x\"")});",
            17 => $"{b}.DeleteData({Text()}, {Text()}, {w.Choices.Of<object>("1", "\"k\"", "new DateTime(2026, 1, 2)")});",
            18 => $"{b}.EnsureSchema({Text()});",
            19 => $"{b}.CreateSequence<{w.Choices.Of("int", "long")}>({Text()}, startValue: {w.Choices.Of("1L", "100")}, incrementBy: {w.Choices.Of("1", "2")});",
            20 => $"{b}.AddCheckConstraint({Text()}, {Text()}, {Text()});",
            21 => $"{b}.Operations.Add(new DropColumnOperation {{ Name = {Text()}, Table = {Text()} }});",
            22 => $"{b}.CreateIndex({Text()}, {Text()}, {Text()}).Annotation(\"Npgsql:CreatedConcurrently\", {w.Choices.Of("true", "false")});",
            _ => $$"""
                {{b}}.CreateTable(
                    name: {{Text()}},
                    columns: table => new
                    {
                        Id = table.Column<int>(nullable: false).Annotation("SqlServer:Identity", "1, 1"),
                        Named = table.Column<string>(name: {{Text()}}, type: "text", nullable: {{w.Choices.Of("true", "false")}}),
                    },
                    constraints: table =>
                    {
                        table.PrimaryKey({{Text()}}, x => x.Id);
                        {{w.Choices.Of("", "table.UniqueConstraint(\"U\", x => new { x.Id, x.Named });", "table.ForeignKey(\"F\", x => x.Id, \"Other\", \"Id\", onDelete: ReferentialAction.Cascade);")}}
                    });
                """,
        };
    }

    public override string DropTable(string builder) => $"{builder}.DropTable(\"Late\");";

    public override string ForProvider(MigrationWriter w, Scope scope, string code, string other)
    {
        var asked = w.Choices.Of("Npgsql.EntityFrameworkCore.PostgreSQL", "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.EntityFrameworkCore.Sqlite");
        return w.Choices.Next(5) switch
        {
            0 => $$"""if ({{scope.Argument}}.ActiveProvider == "{{asked}}") { {{code}} } else { {{other}} }""",
            1 => $$"""if ({{scope.Argument}}.ActiveProvider != "{{asked}}") { {{code}} } else { {{other}} }""",
            2 => $$"""switch ({{scope.Argument}}.ActiveProvider) { case "{{asked}}": { {{code}} break; } default: { {{other}} break; } }""",
            3 => $$"""if ({{scope.Argument}}.ActiveProvider!.EndsWith("SqlServer", StringComparison.Ordinal)) { {{code}} } else { {{other}} }""",
            _ => $$"""if ({{scope.Argument}} is { ActiveProvider: "{{asked}}" or "Pomelo.EntityFrameworkCore.MySql" }) { {{code}} } else { {{other}} }""",
        };
    }

    public override string File(int number, string members, string baseMembers, string types, string up, string down) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Reflection;
        using System.Text;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Microsoft.EntityFrameworkCore.Migrations.Operations;

        namespace Generated{{number}}
        {
            public abstract class TeamMigration : Migration
            {
                {{baseMembers}}
            }

            [DbContext(typeof(DbContext))]
            [Migration("20260101{{number:000000}}_M")]
            public class M : TeamMigration
            {
                {{members}}

                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{up}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    {{down}}
                }
            }

            {{types}}
        }
        """;
}
