namespace Storefront.Model;

/// <summary>One product of an order.</summary>
public class OrderLine
{
    public int OrderId { get; set; }

    public int Number { get; set; }

    public int ProductId { get; set; }

    public Product Product { get; set; } = null!;

    public int Quantity { get; set; }

    public decimal UnitPrice { get; set; }
}
