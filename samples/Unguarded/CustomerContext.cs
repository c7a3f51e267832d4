using Microsoft.EntityFrameworkCore;

namespace Unguarded;

/// <summary>One table is enough to lose something.</summary>
public class CustomerContext(DbContextOptions<CustomerContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.Property(c => c.Email).HasMaxLength(254);
        });
    }
}
