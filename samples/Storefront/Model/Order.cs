namespace Storefront.Model;

/// <summary>What a customer bought in one go.</summary>
public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public Customer Customer { get; set; } = null!;

    public DateTime PlacedAt { get; set; }

    public List<OrderLine> Lines { get; } = [];

    public List<Shipment> Shipments { get; } = [];
}
