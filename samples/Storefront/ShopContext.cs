using Microsoft.EntityFrameworkCore;
using Storefront.Model;

namespace Storefront;

/// <summary>The shop's database.</summary>
public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<ProductReview> ProductReviews => Set<ProductReview>();

    public DbSet<GiftCard> GiftCards => Set<GiftCard>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Category>(category =>
        {
            category.Property(c => c.Name).HasMaxLength(80);
            category.HasIndex(c => c.Name).IsUnique();
            category.HasData(
                new Category { Id = 1, Name = "Books" },
                new Category { Id = 2, Name = "Games" },
                new Category { Id = 3, Name = "Stationery" });
        });

        modelBuilder.Entity<Product>(product =>
        {
            product.Property(p => p.Sku).HasMaxLength(32);
            product.Property(p => p.Name).HasMaxLength(200);
            product.Property(p => p.Price).HasPrecision(12, 2);
            product.HasIndex(p => p.Sku).IsUnique().IsCreatedConcurrently();
        });

        modelBuilder.Entity<Customer>(customer =>
        {
            customer.Property(c => c.Email).HasMaxLength(254);
            customer.Property(c => c.FullName).HasMaxLength(201);
            customer.Property(c => c.Locale).HasMaxLength(10);
            customer.HasIndex(c => c.Email).IsUnique();
        });

        modelBuilder.Entity<Order>(order =>
        {
            order.HasIndex(o => o.PlacedAt).IsCreatedConcurrently();
            order.HasMany(o => o.Shipments).WithOne().HasForeignKey(s => s.OrderId);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        });

        modelBuilder.Entity<OrderLine>(line =>
        {
            line.ToTable("OrderLines");
            line.HasKey(l => new { l.OrderId, l.Number });
            line.Property(l => l.UnitPrice).HasPrecision(12, 2);
        });

        modelBuilder.Entity<Shipment>(shipment =>
        {
            shipment.Property(s => s.Carrier).HasMaxLength(60);
            shipment.Property(s => s.TrackingNumber).HasMaxLength(60);
        });

        modelBuilder.Entity<ProductReview>(review =>
        {
            review.Property(r => r.Text).HasMaxLength(4000);
            review.ToTable(table => table.HasCheckConstraint("CK_ProductReviews_Stars", "\"Stars\" BETWEEN 1 AND 5"));
        });

        modelBuilder.Entity<GiftCard>(card =>
        {
            card.Property(c => c.Code).HasMaxLength(24);
            card.Property(c => c.Balance).HasPrecision(12, 2);
            card.HasIndex(c => c.Code).IsUnique();
        });
    }
}
