namespace Storefront.Model;

/// <summary>A parcel on its way.</summary>
public class Shipment
{
    public int Id { get; set; }

    public int OrderId { get; set; }

    public required string Carrier { get; set; }

    public string? TrackingNumber { get; set; }

    public DateTime? SentAt { get; set; }
}
