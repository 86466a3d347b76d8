using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ResidentHub.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Texting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeliveredAt",
                table: "OutboxRow",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "InboxRow",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ProviderId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RetainUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxRow", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reporter_Phone",
                table: "Reporter",
                column: "Phone");

            migrationBuilder.CreateIndex(
                name: "IX_InboxRow_Address",
                table: "InboxRow",
                column: "Address");

            migrationBuilder.CreateIndex(
                name: "IX_InboxRow_DoneAt_NotBefore",
                table: "InboxRow",
                columns: new[] { "DoneAt", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_InboxRow_ProviderId_Kind",
                table: "InboxRow",
                columns: new[] { "ProviderId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InboxRow_RetainUntil",
                table: "InboxRow",
                column: "RetainUntil");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "InboxRow");

            migrationBuilder.DropIndex(
                name: "IX_Reporter_Phone",
                table: "Reporter");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "OutboxRow");
        }
    }
}
