using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

public sealed class Every_builder_method
{
    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>("Name", "People");""")]
    [InlineData("""migrationBuilder.AddColumn<int?>(table: "People", name: "Age", nullable: true, schema: "hr", type: "integer");""")]
    [InlineData("""
        migrationBuilder.AddColumn<decimal>(name: "Price", table: "P", type: "decimal(18,2)", precision: 18, scale: 2, nullable: false, defaultValue: 1.50m, comment: "in EUR");
        migrationBuilder.AddColumn<string>(name: "A", table: "P", unicode: false, maxLength: 50, fixedLength: true, collation: "C", defaultValue: "");
        migrationBuilder.AddColumn<byte[]>(name: "V", table: "P", rowVersion: true, nullable: true);
        migrationBuilder.AddColumn<string>(name: "Full", table: "P", computedColumnSql: "A || B", stored: true);
        migrationBuilder.AddColumn<DateTime>(name: "At", table: "P", defaultValueSql: "now()");
        """)]
    [InlineData("""
        migrationBuilder.AddColumn<int>(name: "Id", table: "P").Annotation("SqlServer:Identity", "1, 1").Annotation("Sqlite:Autoincrement", true);
        """)]
    [InlineData("""
        migrationBuilder.AlterColumn<string>(name: "Name", table: "P", type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "",
            oldClrType: typeof(string), oldType: "text", oldNullable: true, oldMaxLength: 100, oldUnicode: false, oldFixedLength: true, oldRowVersion: true,
            oldDefaultValue: "x", oldDefaultValueSql: "y", oldComputedColumnSql: "z", oldStored: true, oldComment: "c", oldCollation: "d", oldPrecision: 1, oldScale: 2)
            .Annotation("Npgsql:ValueGenerationStrategy", "new").OldAnnotation("Npgsql:ValueGenerationStrategy", "old");
        """)]
    [InlineData("""
        migrationBuilder.DropColumn("A", "T");
        migrationBuilder.DropColumn(table: "T", schema: "s", name: "A");
        migrationBuilder.RenameColumn(name: "A", table: "T", newName: "B", schema: "s");
        """)]
    [InlineData("""
        migrationBuilder.DropTable("T");
        migrationBuilder.DropTable(name: "T", schema: "s").Annotation("SqlServer:IsTemporal", true);
        migrationBuilder.RenameTable("A", newName: "B");
        migrationBuilder.RenameTable("A", "s", "B", "t");
        migrationBuilder.AlterTable("T", "s", "new", "old").Annotation("A", 1).OldAnnotation("A", 2);
        """)]
    [InlineData("""
        migrationBuilder.AlterDatabase("new", "old");
        migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:mood", "sad,ok,happy").OldAnnotation("Npgsql:Enum:mood", "sad,ok");
        migrationBuilder.EnsureSchema("s");
        migrationBuilder.DropSchema(name: "s");
        """)]
    [InlineData("""
        migrationBuilder.CreateIndex("I", "T", "A");
        migrationBuilder.CreateIndex("I", "T", new[] { "A", "B" }, "s", true, "A > 0", new[] { true, false });
        migrationBuilder.CreateIndex(name: "I", table: "T", columns: new[] { "A", "B" }, descending: new bool[0]);
        migrationBuilder.CreateIndex(name: "I", table: "T", column: "A", unique: true).Annotation("Npgsql:CreatedConcurrently", true).Annotation("SqlServer:Include", new[] { "X", "Y" });
        migrationBuilder.DropIndex("I");
        migrationBuilder.DropIndex(name: "I", table: "T", schema: "s");
        migrationBuilder.RenameIndex("I", "J", "T", "s");
        migrationBuilder.RenameIndex(newName: "J", name: "I");
        """)]
    [InlineData("""
        migrationBuilder.AddPrimaryKey("PK", "T", "Id");
        migrationBuilder.AddPrimaryKey("PK", "T", new[] { "A", "B" }, "s").Annotation("SqlServer:Clustered", false);
        migrationBuilder.DropPrimaryKey("PK", "T", "s");
        migrationBuilder.AddUniqueConstraint("AK", "T", "A", "s");
        migrationBuilder.AddUniqueConstraint("AK", "T", new[] { "A", "B" });
        migrationBuilder.DropUniqueConstraint("AK", "T");
        migrationBuilder.AddCheckConstraint("CK", "T", "A > 0", "s");
        migrationBuilder.CreateCheckConstraint("CK", "T", "A > 0");
        migrationBuilder.DropCheckConstraint("CK", "T", "s");
        """)]
    [InlineData("""
        migrationBuilder.AddForeignKey("FK", "T", "A", "P");
        migrationBuilder.AddForeignKey("FK", "T", "A", "P", "s", "t", "Id", ReferentialAction.Cascade, ReferentialAction.SetNull);
        migrationBuilder.AddForeignKey(name: "FK", table: "T", columns: new[] { "A", "B" }, principalTable: "P", principalColumns: new[] { "X", "Y" }, onDelete: ReferentialAction.Restrict);
        migrationBuilder.DropForeignKey("FK", "T", "s");
        """)]
    [InlineData("""
        migrationBuilder.CreateSequence("S");
        migrationBuilder.CreateSequence<int>("S", "s", 10, 5, 1, 100, true);
        migrationBuilder.AlterSequence("S", "s", 2, 1, 50, true, 1, 0, 40, false);
        migrationBuilder.DropSequence("S", "s");
        migrationBuilder.RenameSequence("S", "s", "T", "t");
        migrationBuilder.RestartSequence("S");
        migrationBuilder.RestartSequence("S", 42, "s");
        """)]
    [InlineData("""
        migrationBuilder.InsertData("T", "A", 1);
        migrationBuilder.InsertData("T", "A", "int", (object)1, "s");
        migrationBuilder.InsertData("T", new[] { "A", "B" }, new object[] { 1, "x" });
        migrationBuilder.InsertData("T", new[] { "A", "B" }, new[] { "int", "text" }, new object?[] { 1, null });
        migrationBuilder.InsertData("T", "A", new object[] { 1, 2, 3 });
        migrationBuilder.InsertData("T", "A", "int", new object[] { 1, 2 });
        migrationBuilder.InsertData("T", new[] { "A", "B" }, new object[,] { { 1, "x" }, { 2, "y" } }, "s");
        migrationBuilder.InsertData("T", new[] { "A", "B" }, new[] { "int", "text" }, new object[,] { { 1, "x" }, { 2, "y" } });
        """)]
    [InlineData("""
        migrationBuilder.DeleteData("T", "Id", 1);
        migrationBuilder.DeleteData("T", "Id", "int", (object)1, "s");
        migrationBuilder.DeleteData("T", new[] { "A", "B" }, new object[] { 1, "x" });
        migrationBuilder.DeleteData("T", new[] { "A", "B" }, new[] { "int", "text" }, new object[] { 1, "x" });
        migrationBuilder.DeleteData("T", "Id", new object[] { 1, 2 });
        migrationBuilder.DeleteData("T", "Id", "int", new object[] { 1, 2 });
        migrationBuilder.DeleteData("T", new[] { "A", "B" }, new object[,] { { 1, "x" }, { 2, "y" } });
        migrationBuilder.DeleteData("T", new[] { "A", "B" }, new[] { "int", "text" }, new object[,] { { 1, "x" } }, "s");
        """)]
    [InlineData("""
        migrationBuilder.UpdateData("T", "Id", 1, "A", "x");
        migrationBuilder.UpdateData("T", "Id", 1, new[] { "A", "B" }, new object[] { "x", 2 }, "s");
        migrationBuilder.UpdateData("T", new[] { "I", "J" }, new object[] { 1, 2 }, "A", "x");
        migrationBuilder.UpdateData("T", new[] { "I", "J" }, new object[] { 1, 2 }, new[] { "A", "B" }, new object[] { "x", "y" });
        migrationBuilder.UpdateData("T", new[] { "I" }, new[] { "int" }, new object[] { 1 }, new[] { "A" }, new[] { "text" }, new object[] { "x" });
        migrationBuilder.UpdateData("T", "Id", new object[] { 1, 2 }, "A", new object[] { "x", "y" });
        migrationBuilder.UpdateData("T", "Id", new object[] { 1, 2 }, new[] { "A", "B" }, new object[,] { { 1, 2 }, { 3, 4 } });
        migrationBuilder.UpdateData("T", new[] { "I", "J" }, new object[,] { { 1, 2 }, { 3, 4 } }, "A", new object[] { "x", "y" });
        migrationBuilder.UpdateData("T", new[] { "I", "J" }, new object[,] { { 1, 2 } }, new[] { "A" }, new object[,] { { "x" } });
        migrationBuilder.UpdateData("T", new[] { "I" }, new[] { "int" }, new object[,] { { 1 } }, new[] { "A" }, new[] { "text" }, new object[,] { { "x" } }, "s");
        """)]
    [InlineData("""
        migrationBuilder.Sql("UPDATE T SET A = 1");
        migrationBuilder.Sql(@"DELETE FROM 'T'", suppressTransaction: true);
        """)]
    public void Is_read_as_it_is_built(string up) => Fidelity.AssertSame(Fidelity.Migration(up));

    [Fact]
    public void A_table_is_read_with_its_columns_and_constraints() => Fidelity.AssertSame(Fidelity.Migration("""
        migrationBuilder.CreateTable(
            name: "Orders",
            schema: "shop",
            comment: "all orders",
            columns: table => new
            {
                Id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", "IdentityByDefaultColumn"),
                CustomerId = table.Column<long>(type: "bigint", nullable: true),
                Renamed = table.Column<string>(name: "real name", type: "text", nullable: false, defaultValue: "x"),
                Total = table.Column<decimal>(precision: 18, scale: 2, defaultValueSql: "0"),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => x.Id);
                table.UniqueConstraint("AK_Orders", x => new { x.CustomerId, x.Renamed });
                table.ForeignKey("FK_One", x => x.CustomerId, "Customers", "Id", "shop", onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "FK_Two",
                    columns: x => new { x.CustomerId, x.Renamed },
                    principalTable: "Others",
                    principalColumns: new[] { "A", "B" },
                    onDelete: ReferentialAction.Restrict);
                table.CheckConstraint("CK", "Total > 0");
            }).Annotation("MySql:CharSet", "utf8mb4");
        migrationBuilder.CreateTable("Empty", table => new { });
        migrationBuilder.CreateTable("Plain", table => new { A = table.Column<int>() }, constraints: table => table.PrimaryKey("PK", x => x.A));
        """));

    [Fact]
    public void Values_of_every_type_are_read() => Fidelity.AssertSame(Fidelity.Migration("""
        migrationBuilder.InsertData("T", "V", new object?[]
        {
            null, true, 'c', "text", (byte)1, (short)-2, 3, 4L, 5u, 6UL, 1.5, 2.5f, 3.50m, Kind.Second,
            new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), Guid.Empty, Guid.Parse("6F9619FF-8B86-D011-B42D-00CF4FC964FF"),
            new DateTime(2026, 1, 2), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Unspecified),
            new DateTime(638000000000000000L, DateTimeKind.Utc), DateTime.MinValue, default(DateTime), DateTime.UnixEpoch,
            new DateTimeOffset(new DateTime(2026, 1, 2, 3, 4, 5, 0, DateTimeKind.Unspecified), new TimeSpan(0, 2, 0, 0, 0)),
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            new TimeSpan(1, 2, 3, 4, 5), TimeSpan.FromHours(1.5), new DateOnly(2026, 1, 2), new TimeOnly(13, 14, 15),
            new byte[] { 1, 254 }, Array.Empty<byte>(), -1, int.MinValue, double.MaxValue,
        });
        """, "public enum Kind { First, Second }"));

    [Fact]
    public void Operations_made_by_hand_are_read() => Fidelity.AssertSame(Fidelity.Migration("""
        migrationBuilder.Operations.Add(new DropColumnOperation { Name = "A", Table = "T", Schema = "s" });
        migrationBuilder.Operations.Add(new SqlOperation { Sql = "DELETE FROM T", SuppressTransaction = true });
        var add = new AddColumnOperation { Name = "A", Table = "T", ClrType = typeof(string), ColumnType = "text", IsNullable = true, MaxLength = 5 };
        migrationBuilder.Operations.Add(add);
        migrationBuilder.Operations.Add(new CreateTableOperation
        {
            Name = "New",
            Columns = { new AddColumnOperation { Name = "Id", Table = "New", ClrType = typeof(int) } },
            PrimaryKey = new AddPrimaryKeyOperation { Name = "PK", Table = "New", Columns = new[] { "Id" } },
        });
        migrationBuilder.Operations.AddRange(new MigrationOperation[] { new DropTableOperation { Name = "A" }, new RenameTableOperation { Name = "B", NewName = "C" } });
        """));

    [Fact]
    public void An_alteration_that_is_silent_about_the_old_column_has_none()
    {
        // EF Core fills in the new type and "not null"; nothing in the source says so.
        var alter = Assert.IsType<AlterColumn>(Fidelity.ReadOne("""migrationBuilder.AlterColumn<int>("Age", "P", "bigint", null, null, false, "hr", true);""").Up.Operations[0]);
        Assert.Null(alter.Old);
        Assert.Equal(("hr", "P", "Age", "bigint", true), (alter.Schema, alter.Table, alter.Column.Name, alter.Column.StoreType, alter.Column.Nullable));
    }

    [Fact]
    public void Annotations_say_whether_a_column_is_generated()
    {
        var migration = Fidelity.ReadOne("""
            migrationBuilder.AddColumn<int>("A", "T").Annotation("SqlServer:Identity", "1, 1");
            migrationBuilder.AddColumn<int>("B", "T").Annotation("Npgsql:ValueGenerationStrategy", Strategy.SerialColumn);
            migrationBuilder.AddColumn<int>("C", "T").Annotation("Npgsql:ValueGenerationStrategy", Strategy.SequenceHiLo);
            migrationBuilder.AddColumn<int>("D", "T").Annotation("MySql:ValueGenerationStrategy", Strategy.IdentityColumn);
            migrationBuilder.AddColumn<int>("E", "T").Annotation("Sqlite:Autoincrement", true);
            migrationBuilder.AddColumn<int>("F", "T").Annotation("Relational:Comment", "x");
            """, "enum Strategy { SequenceHiLo, SerialColumn, IdentityColumn }");
        Assert.Equal([true, true, false, true, true, false], migration.Up.Operations.Cast<AddColumn>().Select(add => add.Column.Identity));
    }

    [Fact]
    public void The_span_of_a_chain_reaches_from_its_first_call_to_its_last()
    {
        const string chain = """migrationBuilder.CreateIndex("I", "T", "A").Annotation("Npgsql:CreatedConcurrently", true)""";
        var source = Fidelity.Migration(chain + ";");
        var span = Fidelity.ReadSource(source)[0].Up.Operations[0].Span;
        Assert.Equal(chain, source.Substring(span.Start, span.Length));
    }
}
