namespace MigrationGuard.RoundTrip.Histories;

/// <summary>What every history starts from. Words with <c>$</c> stand for what each provider writes, see <see cref="ProviderWords"/>.</summary>
internal static class Shop
{
    public const string Up = """
        migrationBuilder.CreateTable(
            name: "Countries",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false),
                Name = table.Column<string>(type: "$varchar(50)", maxLength: 50, nullable: false)
            },
            constraints: table => table.PrimaryKey("PK_Countries", x => x.Id));

        migrationBuilder.CreateTable(
            name: "Customers",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false)$identity,
                Name = table.Column<string>(type: "$varchar(50)", maxLength: 50, nullable: false),
                Email = table.Column<string>(type: "$varchar(100)", maxLength: 100, nullable: true),
                Code = table.Column<string>(type: "$varchar(20)", maxLength: 20, nullable: true),
                Age = table.Column<int>(type: "$int", nullable: true),
                Score = table.Column<int>(type: "$int", nullable: false),
                Balance = table.Column<decimal>(type: "$decimal(18,2)", precision: 18, scale: 2, nullable: false),
                Big = table.Column<long>(type: "$bigint", nullable: false),
                Token = table.Column<Guid>(type: "$guid", nullable: true),
                Active = table.Column<bool>(type: "$bool", nullable: false),
                Notes = table.Column<string>(type: "$text", nullable: true),
                Joined = table.Column<DateTime>(type: "$time", nullable: false)
            },
            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));

        migrationBuilder.CreateTable(
            name: "Orders",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false)$identity,
                CustomerId = table.Column<int>(type: "$int", nullable: false),
                Reference = table.Column<string>(type: "$varchar(30)", maxLength: 30, nullable: false),
                Total = table.Column<decimal>(type: "$decimal(18,2)", precision: 18, scale: 2, nullable: false),
                Status = table.Column<int>(type: "$int", nullable: false, defaultValue: 0)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => x.Id);
                table.UniqueConstraint("AK_Orders_Reference", x => x.Reference);
                table.CheckConstraint("CK_Orders_Status", "\"Status\" >= 0");
                table.ForeignKey(
                    name: "FK_Orders_Customers_CustomerId",
                    column: x => x.CustomerId,
                    principalTable: "Customers",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "Lines",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false)$identity,
                OrderId = table.Column<int>(type: "$int", nullable: true),
                Sku = table.Column<string>(type: "$text", nullable: false),
                Quantity = table.Column<int>(type: "$int", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Lines", x => x.Id);
                table.ForeignKey(
                    name: "FK_Lines_Orders_OrderId",
                    column: x => x.OrderId,
                    principalTable: "Orders",
                    principalColumn: "Id",
                    onDelete: ReferentialAction.SetNull);
            });

        migrationBuilder.InsertData(
            table: "Countries",
            columns: new[] { "Id", "Name" },
            values: new object[,]
            {
                { 1, "Sverige" },
                { 2, "España" }
            });

        migrationBuilder.CreateIndex(name: "IX_Customers_Email", table: "Customers", column: "Email");
        migrationBuilder.CreateIndex(name: "IX_Customers_Token", table: "Customers", column: "Token", unique: true);
        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
        migrationBuilder.CreateIndex(name: "IX_Lines_OrderId", table: "Lines", column: "OrderId");
        """;

    public const string Down = """
        migrationBuilder.DropTable(name: "Lines");
        migrationBuilder.DropTable(name: "Orders");
        migrationBuilder.DropTable(name: "Customers");
        migrationBuilder.DropTable(name: "Countries");
        """;

    /// <summary>The model as a Designer file has it, one statement a line, the entity in front.</summary>
    public const string Model = """
        Country: b.Property<int>("Id").HasColumnType("$int");
        Country: b.Property<string>("Name").IsRequired().HasMaxLength(50).HasColumnType("$varchar(50)");
        Country: b.HasKey("Id");
        Country: b.ToTable("Countries");
        Country: b.HasData(new { Id = 1, Name = "Sverige" }, new { Id = 2, Name = "España" });
        Customer: b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("$int")$generated;
        Customer: b.Property<string>("Name").IsRequired().HasMaxLength(50).HasColumnType("$varchar(50)");
        Customer: b.Property<string>("Email").HasMaxLength(100).HasColumnType("$varchar(100)");
        Customer: b.Property<string>("Code").HasMaxLength(20).HasColumnType("$varchar(20)");
        Customer: b.Property<int?>("Age").HasColumnType("$int");
        Customer: b.Property<int>("Score").HasColumnType("$int");
        Customer: b.Property<decimal>("Balance").HasPrecision(18, 2).HasColumnType("$decimal(18,2)");
        Customer: b.Property<long>("Big").HasColumnType("$bigint");
        Customer: b.Property<Guid?>("Token").HasColumnType("$guid");
        Customer: b.Property<bool>("Active").HasColumnType("$bool");
        Customer: b.Property<string>("Notes").HasColumnType("$text");
        Customer: b.Property<DateTime>("Joined").HasColumnType("$time");
        Customer: b.HasKey("Id");
        Customer: b.HasIndex("Email");
        Customer: b.HasIndex("Token").IsUnique();
        Customer: b.ToTable("Customers");
        Order: b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("$int")$generated;
        Order: b.Property<int>("CustomerId").HasColumnType("$int");
        Order: b.Property<string>("Reference").IsRequired().HasMaxLength(30).HasColumnType("$varchar(30)");
        Order: b.Property<decimal>("Total").HasPrecision(18, 2).HasColumnType("$decimal(18,2)");
        Order: b.Property<int>("Status").ValueGeneratedOnAdd().HasColumnType("$int").HasDefaultValue(0);
        Order: b.HasKey("Id");
        Order: b.HasAlternateKey("Reference");
        Order: b.HasIndex("CustomerId");
        Order: b.ToTable("Orders", null, t => { t.HasCheckConstraint("CK_Orders_Status", "\"Status\" >= 0"); });
        Order: b.HasOne("Customer", null).WithMany().HasForeignKey("CustomerId").OnDelete(DeleteBehavior.Cascade).IsRequired();
        Line: b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("$int")$generated;
        Line: b.Property<int?>("OrderId").HasColumnType("$int");
        Line: b.Property<string>("Sku").IsRequired().HasColumnType("$text");
        Line: b.Property<int>("Quantity").HasColumnType("$int");
        Line: b.HasKey("Id");
        Line: b.HasIndex("OrderId");
        Line: b.ToTable("Lines");
        Line: b.HasOne("Order", null).WithMany().HasForeignKey("OrderId").OnDelete(DeleteBehavior.SetNull);
        """;

    /// <summary>NULLs, maximum lengths, non-ASCII, leading zeros, boundary numbers, children under a cascade.</summary>
    public const string Rows = """
        INSERT INTO "Customers" ("Name", "Email", "Code", "Age", "Score", "Balance", "Big", "Token", "Active", "Notes", "Joined") VALUES
            ('Åsa Öberg', NULL, '007', NULL, 0, '0.00', -9223372036854775807, NULL, TRUE, NULL, '2026-01-01 00:00:00+00'),
            ('Ωmega, 50 characters aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'maximum-length-100-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.org', '00000000000000000123', 2147483647, 2147483647, '9999999999999999.99', 9223372036854775807, '11111111-2222-3333-4444-555555555555', FALSE, 'naïve ☕ O''Brien', '9999-12-31 23:59:59+00'),
            ('Bob', 'bob@example.org', NULL, -1, -2147483648, '-0.01', 0, '00000000-0000-0000-0000-000000000000', TRUE, '', '2026-02-28 23:59:59+00');
        INSERT INTO "Orders" ("CustomerId", "Reference", "Total", "Status") VALUES (1, 'R-001', '0.00', 0), (2, 'Ж 30 characters cccccccccccccc', '99.99', 1), (2, '', '10.50', 7);
        INSERT INTO "Lines" ("OrderId", "Sku", "Quantity") VALUES (1, '0001', 1), (NULL, 'ß', 0), (2, 'sku', 2147483647);
        """;
}
