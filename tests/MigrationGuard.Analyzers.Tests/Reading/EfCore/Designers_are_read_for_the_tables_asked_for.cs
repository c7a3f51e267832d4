using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Reading.EfCore.Designers;
using MigrationGuard.Testing;
using Xunit;

namespace MigrationGuard.Reading.EfCore;

public sealed class Designers_are_read_for_the_tables_asked_for
{
    private const string Main = """
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace App.Migrations;
        public partial class First : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }
            protected override void Down(MigrationBuilder migrationBuilder) { }
        }
        """;

    private static string Designer(string model) => $$"""
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace App.Migrations
        {
            [DbContext(typeof(AppContext))]
            [Migration("20260101000000_First")]
            partial class First
            {
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
        #pragma warning disable 612, 618
                    modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
                    {{model}}
        #pragma warning restore 612, 618
                }
            }
            public class AppContext : DbContext { }
        }
        """;

    private const string Shop = """
        modelBuilder.Entity("App.Customer", b =>
            {
                b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                b.Property<int?>("Age").HasColumnType("INTEGER");
                b.Property<DateTime>("Born").HasColumnType("TEXT").HasDefaultValueSql("CURRENT_TIMESTAMP");
                b.Property<string>("Email").IsRequired().HasMaxLength(256).HasColumnType("TEXT").HasColumnName("Mail");
                b.Property<string>("Note").HasColumnType("TEXT");
                b.Property<bool>("Vip").HasColumnType("INTEGER").HasDefaultValue(true);
                b.HasKey("Id");
                b.HasIndex("Email").IsUnique();
                b.HasIndex("Age", "Note").HasDatabaseName("by_age");
                b.ToTable("Customers", t => { t.HasCheckConstraint("CK_Age", "Age > 0"); });
            });

        modelBuilder.Entity("App.Order", b =>
            {
                b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
                b.Property<int>("CustomerId").HasColumnType("INTEGER");
                b.Property<string>("Kind").HasColumnType("TEXT");
                b.Property<string>("Code").HasColumnType("TEXT");
                b.HasKey("Id");
                b.HasIndex("CustomerId");
                b.ToTable("Orders", (string)null);
                b.HasDiscriminator<string>("Kind").HasValue("order");
                b.UseTphMappingStrategy();
            });

        modelBuilder.Entity("App.Rush", b =>
            {
                b.HasBaseType("App.Order");
                b.Property<int>("Hours").HasColumnType("INTEGER");
                b.HasDiscriminator().HasValue("rush");
            });

        modelBuilder.Entity("App.Gift", b =>
            {
                b.HasBaseType("App.Order");
                b.Property<string>("Wish").IsRequired().HasColumnType("TEXT");
                b.ToTable("Gifts");
            });

        modelBuilder.Entity("App.Order", b =>
            {
                b.HasOne("App.Customer", "Customer").WithMany("Orders").HasForeignKey("CustomerId").OnDelete(DeleteBehavior.Cascade).IsRequired();
                b.HasOne("App.Customer", null).WithMany().HasForeignKey("Code").HasPrincipalKey("Email").HasConstraintName("fk_code");
                b.OwnsOne("App.Address", "Address", b1 =>
                    {
                        b1.Property<int>("OrderId").HasColumnType("INTEGER");
                        b1.Property<string>("Street").IsRequired().HasColumnType("TEXT");
                        b1.HasKey("OrderId");
                        b1.ToTable("Orders");
                        b1.WithOwner().HasForeignKey("OrderId");
                    });
                b.Navigation("Address");
            });
        """;

    private static Migration Read(string designer, params string[] tables)
    {
        var compilation = TestCompilation.Create([("First.cs", Main), ("First.Designer.cs", designer)]);
        var migrations = MigrationReader.Read(compilation, new()).Migrations;
        return DesignerReader.Attach(compilation, migrations, [new ModelNeed("App.Migrations.First", Engine.Sqlite, [.. tables.Select(table => ((string?)null, table))])]).Single();
    }

    private static CreateTable Table(Migration migration, int position = 0) => Assert.IsType<CreateTable>(migration.ModelTables[position].Definition[0]);

    private static string Line(Column column) =>
        $"{column.Name} {column.StoreType}{(column.Nullable == true ? "" : " NOT NULL")}{(column.Identity ? " GENERATED" : "")}{(column.HasDefault ? " DEFAULT " + (column.DefaultSql ?? column.Default!.Text) : "")}";

    [Fact]
    public void A_table_has_the_columns_keys_and_indexes_of_its_entity_type()
    {
        var read = Read(Designer(Shop), "Customers");
        Assert.Equal(ModelReading.Designer, read.ModelReading);
        var table = Table(read);
        Assert.Equal(
            [
                "Id INTEGER NOT NULL GENERATED",
                "Age INTEGER",
                "Born TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "Mail TEXT NOT NULL",
                "Note TEXT",
                "Vip INTEGER NOT NULL DEFAULT true",
            ],
            table.Columns.Select(Line));
        Assert.Equal(256, table.Columns[3].MaxLength);
        Assert.Equal(["Id"], table.PrimaryKey!.Columns);
        Assert.Equal(["Mail"], Assert.Single(table.UniqueConstraints).Columns);
        Assert.Equal(new CheckDefinition("CK_Age", "Age > 0"), Assert.Single(table.Checks));
        var indexes = read.ModelTables[0].Definition.OfType<CreateIndex>().ToList();
        Assert.Equal(["IX_Customers_Mail True Mail", "by_age False Age,Note"], indexes.Select(index => $"{index.Name} {index.Unique} {string.Join(",", index.Columns)}"));
        Assert.Empty(read.ModelTables[0].Definition.OfType<Unknown>());
    }

    [Fact]
    public void Derived_and_owned_types_add_nullable_columns_to_the_table_they_share()
    {
        var table = Table(Read(Designer(Shop), "Orders"));
        Assert.Equal(
            ["Id INTEGER NOT NULL", "CustomerId INTEGER NOT NULL", "Kind TEXT", "Code TEXT", "Hours INTEGER", "Address_Street TEXT"],
            table.Columns.Select(Line));
        Assert.Equal(
            ["FK_Orders_Customers_CustomerId CustomerId Customers Id Cascade", "fk_code Code Customers Mail NoAction"],
            table.ForeignKeys.Select(key => $"{key.Name} {key.Columns.Single()} {key.PrincipalTable} {key.PrincipalColumns.Single()} {key.OnDelete}"));
    }

    [Fact]
    public void A_derived_type_with_a_table_of_its_own_repeats_the_key()
    {
        var table = Table(Read(Designer(Shop), "Gifts"));
        Assert.Equal(["Id INTEGER NOT NULL", "Wish TEXT NOT NULL"], table.Columns.Select(Line));
        Assert.Equal(["Id"], table.PrimaryKey!.Columns);
    }

    [Fact]
    public void A_table_that_the_model_does_not_have_is_said_to_be_absent()
    {
        var read = Read(Designer(Shop), "Invoices", "Customers");
        Assert.Equal(["Invoices", "Customers"], read.ModelTables.Select(table => table.Table));
        Assert.Empty(read.ModelTables[0].Definition);
        Assert.NotEmpty(read.ModelTables[1].Definition);
    }

    [Fact]
    public void A_part_that_is_not_read_is_unknown()
    {
        var read = Read(
            Designer("""
                modelBuilder.Entity("App.Customer", b =>
                    {
                        b.Property<int>("Id").HasColumnType("INTEGER").HasSomethingNew();
                        b.ComplexProperty<System.Collections.Generic.Dictionary<string, object>>("Address", "App.Customer.Address#Address", b1 => { });
                        b.HasKey("Id");
                    });
                """),
            "Customer");
        Assert.Single(read.ModelTables[0].Definition.OfType<Unknown>());
    }

    [Fact]
    public void A_class_without_a_model_says_so()
    {
        var compilation = TestCompilation.Create([("First.cs", Main.Replace("public partial", "[Migration(\"1_First\")] public partial", StringComparison.Ordinal))]);
        var migrations = DesignerReader.Attach(compilation, MigrationReader.Read(compilation, new()).Migrations, []);
        Assert.Equal(ModelReading.Missing, migrations.Single().ModelReading);
    }

    [Theory]
    [InlineData("modelBuilder.Entity(")]
    [InlineData("modelBuilder.Entity(\"App.Customer\", b => { b.Property<int>(; b.HasKey(); b.ToTable( });")]
    [InlineData("modelBuilder.Entity(\"App.A\", b => { b.HasBaseType(\"App.B\"); }); modelBuilder.Entity(\"App.B\", b => { b.HasBaseType(\"App.A\"); });")]
    [InlineData("modelBuilder.Entity(null, b => b.ToTable(null)); modelBuilder.Entity(\"\", b => { b.HasOne(); b.OwnsOne(\"x\", \"y\", b1 => { b1.OwnsMany(\"z\", \"w\", b2 => b2.ToJson()); }); });")]
    public void A_damaged_designer_is_read_without_failing(string model)
    {
        var read = Read(Designer(model), "Customers", "A", "");
        Assert.True(read.ModelReading is ModelReading.Designer or ModelReading.NotRead);
    }
}
