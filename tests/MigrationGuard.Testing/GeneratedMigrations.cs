using System.Globalization;
using System.Text;

namespace MigrationGuard.Testing;

/// <summary>Migrations as EF Core scaffolds them, with their Designers, in any number and size: for measuring.</summary>
public static class GeneratedMigrations
{
    /// <summary>The files of a history: each migration creates a table, some also change or drop earlier ones.</summary>
    /// <param name="count">How many migrations.</param>
    /// <param name="designerCharacters">About how large each Designer is.</param>
    public static IEnumerable<(string Path, string Source)> Files(int count, int designerCharacters)
    {
        for (var i = 0; i < count; i++)
        {
            var name = Name(i);
            yield return ($"Migrations/{Id(i)}.cs", Migration(i, name));
            yield return ($"Migrations/{Id(i)}.Designer.cs", Designer(i, name, designerCharacters));
        }
    }

    /// <summary>The source of one migration that also runs the given SQL.</summary>
    public static string Edited(int number, string sql) => Migration(number, Name(number), $"            migrationBuilder.Sql(\"{sql}\");\n");

    private static string Name(int number) => "Step" + number.ToString("D4", CultureInfo.InvariantCulture);

    private static string Id(int number) => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(number).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + "_" + Name(number);

    private static string Migration(int number, string name, string more = "")
    {
        var up = new StringBuilder();
        var down = new StringBuilder();
        up.Append(CultureInfo.InvariantCulture, $$"""
                        migrationBuilder.CreateTable(
                            name: "Table{{number}}",
                            columns: table => new
                            {
                                Id = table.Column<int>(type: "INTEGER", nullable: false),
                                Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                                Note = table.Column<string>(type: "TEXT", nullable: false, defaultValue: ""),
                                Amount = table.Column<decimal>(type: "TEXT", nullable: false),
                                OwnerId = table.Column<int>(type: "INTEGER", nullable: true)
                            },
                            constraints: table =>
                            {
                                table.PrimaryKey("PK_Table{{number}}", x => x.Id);
                            });

                        migrationBuilder.CreateIndex(
                            name: "IX_Table{{number}}_OwnerId",
                            table: "Table{{number}}",
                            column: "OwnerId");

            """);
        if (number > 0)
        {
            up.Append(CultureInfo.InvariantCulture, $$"""
                            migrationBuilder.AddColumn<string>(
                                name: "Added{{number}}",
                                table: "Table{{number - 1}}",
                                type: "TEXT",
                                nullable: true);

                """);
            down.Append(CultureInfo.InvariantCulture, $$"""
                            migrationBuilder.DropColumn(
                                name: "Added{{number}}",
                                table: "Table{{number - 1}}");

                """);
        }

        if (number % 5 == 4)
        {
            up.Append(CultureInfo.InvariantCulture, $$"""
                            migrationBuilder.DropColumn(
                                name: "Note",
                                table: "Table{{number - 2}}");

                """);
            down.Append(CultureInfo.InvariantCulture, $$"""
                            migrationBuilder.AddColumn<string>(
                                name: "Note",
                                table: "Table{{number - 2}}",
                                type: "TEXT",
                                nullable: false,
                                defaultValue: "");

                """);
        }

        down.Append(CultureInfo.InvariantCulture, $"            migrationBuilder.DropTable(\n                name: \"Table{number}\");\n");
        return $$"""
            using Microsoft.EntityFrameworkCore.Migrations;

            #nullable disable

            namespace Generated.Migrations
            {
                public partial class {{name}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
            {{up}}{{more}}        }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
            {{down}}        }
                }
            }

            """;
    }

    private static string Designer(int number, string name, int characters)
    {
        var model = new StringBuilder();
        for (var entity = 0; entity == 0 || model.Length < characters; entity++)
        {
            model.Append(CultureInfo.InvariantCulture, $$"""
                            modelBuilder.Entity("Generated.Models.Entity{{entity}}", b =>
                                {
                                    b.Property<int>("Id")
                                        .ValueGeneratedOnAdd()
                                        .HasColumnType("INTEGER");

                                    b.Property<string>("Name")
                                        .HasMaxLength(200)
                                        .HasColumnType("TEXT");

                                    b.Property<decimal>("Amount")
                                        .HasColumnType("TEXT");

                                    b.Property<int?>("OwnerId")
                                        .HasColumnType("INTEGER");

                                    b.HasKey("Id");

                                    b.HasIndex("OwnerId");

                                    b.ToTable("Table{{entity}}", (string)null);
                                });

                """);
        }

        return $$"""
            // <auto-generated />
            using System;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            #nullable disable

            namespace Generated.Migrations
            {
                [DbContext(typeof(DbContext))]
                [Migration("{{Id(number)}}")]
                partial class {{name}}
                {
                    /// <inheritdoc />
                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
            #pragma warning disable 612, 618
            {{model}}#pragma warning restore 612, 618
                    }
                }
            }

            """;
    }
}
